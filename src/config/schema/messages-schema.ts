/** Who is told of a connection, and when. */
import { z } from 'zod';
import { MATTER_KINDS, type Mute, type Owners } from '../../domain/messages/matter.ts';
import { WEEKDAYS } from '../../domain/messages/message.ts';
import { FINDING_KINDS } from '../../domain/planning/finding.ts';
import { secretRef } from '../secrets/secret-ref.ts';

const hour = z.int().min(0).max(23).default(7).describe('Full hour in the time zone below.');
const timeZone = z
  .string()
  .refine(isTimeZone, { error: 'expected a time zone by its IANA name, such as "Europe/Berlin"' })
  .default('UTC')
  .describe('IANA name, such as America/Los_Angeles.');

const digest = z
  .discriminatedUnion('every', [
    z.strictObject({ every: z.literal('never') }),
    z.strictObject({ every: z.literal('hourly') }),
    z.strictObject({ every: z.literal('daily'), hour, timeZone }),
    z.strictObject({ every: z.literal('weekly'), weekday: z.enum(WEEKDAYS).default('monday'), hour, timeZone }),
  ])
  .prefault({ every: 'daily' })
  .describe('When what was done, what waits and what was found is summed up. Nothing to say: nothing is sent.');

const name = (kind: string) =>
  z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,29}$/)
    .default(kind)
    .describe('Unique within the connection; by it Rollcall remembers what was told here.');
const names = z
  .boolean()
  .default(true)
  .describe('Whether people are named. Without names their Member IDs stand alone.');
const atOnce = z
  .boolean()
  .default(true)
  .describe('Whether a new hold, a failure and a missing run are told as soon as they are seen.');

const teams = z.strictObject({
  kind: z.literal('teams'),
  name: name('teams'),
  url: secretRef('Address of a Teams workflow that starts when a webhook request is received.'),
  digest,
  atOnce,
  names,
});

const slack = z.strictObject({
  kind: z.literal('slack'),
  name: name('slack'),
  url: secretRef('Address of a Slack incoming webhook.'),
  digest,
  atOnce,
  names,
});

const webhook = z.strictObject({
  kind: z.literal('webhook'),
  name: name('webhook'),
  url: secretRef('Address of any receiver of JSON.'),
  secret: secretRef('Key of the signature (HMAC-SHA256, Standard Webhooks); whsec_ and Base64, or any text.'),
  digest,
  atOnce,
  names,
});

const ticket = z.strictObject({
  kind: z.literal('ticket'),
  name: name('ticket'),
  board: z.string().min(1).describe('Name of the service board; on no other anything is written.'),
  company: z.string().min(1).describe('Identifier or name of the company that the tickets are for, such as your own.'),
  status: z.string().min(1).optional().describe('Status of a new ticket; absent: the first of the board.'),
  closedStatus: z
    .string()
    .min(1)
    .optional()
    .describe('Status that ends a ticket; absent: the first of the board that closes.'),
  priority: z.string().min(1).optional().describe('Name of the priority.'),
  type: z.string().min(1).optional().describe('Name of a service type of the board.'),
  matters: z
    .array(z.enum(MATTER_KINDS))
    .min(1)
    .default(['hold', 'failure', 'failed-run', 'frozen', 'missing-run'])
    .describe('What gets a ticket. "finding": findings that need someone, one ticket each.'),
  most: z.int().min(1).max(200).default(25).describe('Tickets that are open at once, at most.'),
  names,
});

export const messagesSchema = z
  .array(z.discriminatedUnion('kind', [teams, slack, webhook, ticket]))
  .default([])
  .describe('Who is told of this connection; empty: nobody.');

export const muteSchema = z
  .array(
    z.strictObject({
      finding: z.enum(FINDING_KINDS),
      until: z.iso
        .date({ error: 'expected a day, such as "2027-01-31"' })
        .optional()
        .describe('Last day, YYYY-MM-DD, UTC; absent: for good.'),
      why: z.string().min(1).describe('For whoever reads this file later.'),
    }),
  )
  .default([])
  .describe('Kinds of findings that are not told in messages. Reports and pages show them all the same.');

export const ownersSchema = z
  .partialRecord(z.enum(FINDING_KINDS), z.string().min(1).max(100))
  .default({})
  .describe('Who looks after which kind of finding: a name, or for Slack a mention such as <@U012AB3CD>.');

export type ReceiverFile = z.infer<typeof messagesSchema>[number];

export function toMute(file: z.infer<typeof muteSchema>): readonly Mute[] {
  return file.map(({ finding, until, why }) => ({ finding, until: until ?? null, why }));
}

export function toOwners(file: z.infer<typeof ownersSchema>): Owners {
  return file;
}

function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
