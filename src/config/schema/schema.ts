/** The configuration file as people write it: one field, one description, one default. Cross-field rules are in rules/, secrets' values come in load.ts. */
import { z } from 'zod';
import { DIRECTORY_FIELDS } from '../../domain/planning/policy.ts';
import { approvalsSchema } from './approvals-schema.ts';
import { directorySchema } from './directory-schema.ts';
import { guardsSchema } from './guards-schema.ts';
import { messagesSchema, muteSchema, ownersSchema } from './messages-schema.ts';
import { offboardingSchema } from './offboarding-schema.ts';
import { profileSchema } from './profile-schema.ts';
import { seatsSchema } from './seats-schema.ts';
import { secretRef } from '../secrets/secret-ref.ts';

const storageSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('folder'),
      path: z
        .string()
        .min(1)
        .default('.rollcall')
        .describe('Folder for plans, journal and reports; relative to the current directory.'),
    }),
    z.strictObject({
      kind: z.literal('connection-string'),
      connectionString: secretRef('Connection string of the storage account (Azurite locally).'),
      container: container(),
    }),
    z.strictObject({
      kind: z.literal('identity'),
      blobUrl: z.url().describe('https://ACCOUNT.blob.core.windows.net'),
      queueUrl: z.url().describe('https://ACCOUNT.queue.core.windows.net'),
      clientId: z
        .string()
        .optional()
        .describe('Client id of the user-assigned managed identity; absent: the default credential chain.'),
      container: container(),
    }),
  ])
  .describe('Where plans, the journal, approvals and reports are kept.');

function container() {
  return z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){2,62}$/)
    .default('rollcall')
    .describe('Blob container.');
}

const psaSchema = z.strictObject({
  site: z.url().describe('API host, such as https://api-na.myconnectwise.net. Plain http for loopback addresses only.'),
  companyId: z.string().min(1).describe('Company id as typed when signing in to the PSA.'),
  publicKey: secretRef("Public key of the API member's key pair."),
  privateKey: secretRef("Private key of the API member's key pair."),
  clientId: secretRef('Client id from developer.connectwise.com, your own.'),
  apiVersion: z
    .string()
    .regex(/^\d{4}\.\d{1,2}$/)
    .default('2025.1')
    .describe('Version of the API that is asked for, YYYY.N.'),
  joinField: z
    .enum(['vendorNumber', 'employeeIdentifer'])
    .optional()
    .describe(
      "Member field that holds the person's directory id or employee number (the PSA spells employeeIdentifer this way).",
    ),
  deactivateBy: z
    .enum(['endpoint', 'patch'])
    .default('endpoint')
    .describe('endpoint: POST /system/members/{id}/deactivate; patch: set inactiveFlag, where the endpoint refuses.'),
  concurrency: z.int().min(1).max(32).default(12).describe('Requests in flight at most; fewer after a 429.'),
  timeoutSeconds: z.int().min(1).max(300).default(30).describe('For each attempt.'),
});

const memberIdSchema = z
  .strictObject({
    template: z
      .string()
      .min(1)
      .default('{login}')
      .describe(
        'Placeholders: {login} and {mail} (the part before the @), {first}, {last}, {f}, {l} (initials), {employeeNumber}, {accountName}.',
      ),
    case: z.enum(['lower', 'upper', 'keep']).default('lower'),
    onCollision: z
      .enum(['hold', 'number'])
      .default('hold')
      .describe('When the Member ID is taken: hold the creation, or put a number behind it.'),
  })
  .prefault({})
  .describe('Member ID of a new member: in ASCII, at most 15 characters, unique over active and inactive members.');

export const connectionSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,49}$/)
    .describe('Lower-case letters, digits, dashes; names the folder of its reports.'),
  mode: z
    .enum(['observe', 'create-only', 'full'])
    .default('observe')
    .describe(
      'What happens unattended. observe: plan and report only. create-only: create the members that the guards pass, report the rest. full: write all that the guards pass. "rollcall apply" and approvals write in every mode.',
    ),
  paused: z
    .strictObject({
      why: z
        .string()
        .trim()
        .min(1)
        .max(500)
        .describe('For whoever wonders; shown in health, on the pages and in the log.'),
      until: z.iso
        .datetime({ offset: true })
        .describe(
          'When it goes on by itself, such as 2027-01-04T06:00:00Z. Everybody is read then, so nothing is missed.',
        ),
    })
    .optional()
    .describe(
      'Nothing runs unattended for this connection until then. Commands that a person gives work all the same.',
    ),
  directory: directorySchema.describe('Where people and groups are read from.'),
  psa: psaSchema.describe('The PSA whose members are kept true to the directory.'),
  profiles: z
    .array(profileSchema)
    .min(1)
    .describe("What a group's people get in the PSA. The first profile with one of a person's groups wins."),
  memberId: memberIdSchema,
  directoryOwns: z
    .array(z.enum(DIRECTORY_FIELDS))
    .default(['firstName', 'lastName', 'officeEmail'])
    .describe(
      'Fields that follow the directory on existing members. Everything that a profile names follows the profile.',
    ),
  guests: z
    .enum(['exclude', 'include'])
    .default('exclude')
    .describe('Whether guest accounts in a mapped group get a member.'),
  suspended: z
    .enum(['report', 'deactivate'])
    .default('report')
    .describe('What a suspended account means for its member.'),
  unmanaged: z
    .enum(['report', 'deactivate'])
    .default('report')
    .describe('Active members whom the directory does not know at all.'),
  linkSso: z
    .boolean()
    .default(false)
    .describe("Link the PSA's single sign-on to the directory id on creation, unlink on deactivation."),
  seats: seatsSchema,
  companyDomains: z
    .array(
      z
        .string()
        .regex(
          /^[^\s@.]+(\.[^\s@.]+)+$/,
          'expected a domain without @, such as "harborpine.example"; subdomains are listed one by one',
        ),
    )
    .default([])
    .describe(
      "Domains of the company's own addresses. Members with an address outside of them are told; empty: no address is judged.",
    ),
  protected: z
    .array(z.string().min(1))
    .default([])
    .describe('Member IDs that are never written to; * stands for any run of characters.'),
  offboarding: offboardingSchema.describe('What becomes of the work of those who leave.'),
  guards: guardsSchema.describe('What is held until somebody has looked at it.'),
  messages: messagesSchema,
  mute: muteSchema,
  owners: ownersSchema,
  approvals: approvalsSchema.describe('How what is held is approved.'),
});

export const configSchema = z
  .strictObject({
    $schema: z.string().optional(),
    version: z.literal(1),
    storage: storageSchema,
    staleAfterHours: z
      .number()
      .positive()
      .default(2)
      .describe('Hours without a good run after which health turns red; twice the interval of the schedule.'),
    spreadMinutes: z
      .number()
      .min(0)
      .max(50)
      .optional()
      .describe(
        'Minutes over which the runs that the schedule asks for are spread, each connection at a place of its own; 0: all at once. Absent: two seconds for each connection beyond the first, twenty minutes at most. Less than the interval of the schedule.',
      ),
    runsPerPsaHost: z
      .int()
      .min(1)
      .max(1000)
      .default(20)
      .describe('Unattended runs at a time against one PSA host, over all instances; those beyond come back later.'),
    pageUrl: z
      .url()
      .optional()
      .describe(
        'Where people open the pages, such as https://rollcall-harborpine.azurewebsites.net; messages link there. Absent: they hold no links.',
      ),
    connections: z.array(connectionSchema).min(1),
  })
  .describe('Configuration of Rollcall.');

export type ConfigFile = z.infer<typeof configSchema>;
export type ConnectionFile = z.infer<typeof connectionSchema>;
