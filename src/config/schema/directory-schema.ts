import { z } from 'zod';
import { secretRef } from '../secrets/secret-ref.ts';

const timeoutSeconds = z.int().min(1).max(300).default(30).describe('For each attempt.');

const settleSeconds = z
  .int()
  // What core takes for the difference between two clocks: with less, no run would ever count as having seen the event that it was made for.
  .min(2)
  .max(60)
  .default(5)
  .describe(
    'Seconds between an event and the look at its person: a burst becomes one look, and the directory has time to agree with itself.',
  );

const entraEvents = z
  .strictObject({
    notificationUrl: z
      .url()
      .describe('Where Graph delivers: https://APP.azurewebsites.net/api/webhooks/entra/CONNECTION'),
    secrets: z
      .array(secretRef('A client state, 16 to 128 characters.'))
      .min(1)
      .max(2)
      .describe(
        'Accepted client states. New subscriptions get the first; a second one is accepted while it is replaced.',
      ),
    settleSeconds,
  })
  .describe('Change notifications. Absent: only the schedule starts runs.');

const oktaEvents = z
  .strictObject({
    header: z
      .string()
      .regex(/^[A-Za-z0-9-]{1,64}$/)
      .default('Authorization')
      .describe('The header in which Okta sends the secret, as entered with the event hook.'),
    secrets: z
      .array(secretRef('Authentication secret of the event hook, 16 to 128 characters.'))
      .min(1)
      .max(2)
      .describe('Accepted secrets; a second one is accepted while the first is replaced.'),
    settleSeconds,
  })
  .describe(
    'Event hook, delivered to https://APP.azurewebsites.net/api/webhooks/okta/CONNECTION. Absent: only the schedule starts runs.',
  );

const entraSchema = z.strictObject({
  kind: z.literal('entra'),
  tenantId: z.string().min(1).describe('Directory (tenant) id.'),
  credential: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('managed-identity'),
      clientId: z
        .string()
        .optional()
        .describe('Client id of a user-assigned identity; absent: the system-assigned one.'),
    }),
    z.strictObject({
      kind: z.literal('client-secret'),
      clientId: z.string().min(1),
      secret: secretRef('Client secret of the app registration.'),
    }),
    z.strictObject({
      kind: z.literal('certificate'),
      clientId: z.string().min(1),
      certificate: secretRef('Certificate with its private key, PEM.'),
    }),
    z.strictObject({
      kind: z.literal('fixed-token'),
      token: secretRef('Bearer token for a server on this machine; refused anywhere else.'),
    }),
  ]),
  graphUrl: z
    .url()
    .default('https://graph.microsoft.com')
    .describe('Another Graph endpoint (national cloud, or a stand-in on this machine).'),
  timeoutSeconds,
  events: entraEvents.optional(),
});

const oktaSchema = z.strictObject({
  kind: z.literal('okta'),
  orgUrl: z.url().describe('https://ORG.okta.com'),
  credential: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('api-token'), token: secretRef('API token (SSWS).') }),
    z.strictObject({
      kind: z.literal('private-key'),
      clientId: z.string().min(1),
      privateKey: secretRef('Private key of the service app, PEM.'),
      keyId: z.string().optional().describe('Key id (kid) of the public key in Okta, when there are several.'),
    }),
  ]),
  pageSize: z.int().min(1).max(1000).default(1000).describe('People asked for per page; Okta may serve fewer.'),
  timeoutSeconds,
  events: oktaEvents.optional(),
});

export const directorySchema = z.discriminatedUnion('kind', [entraSchema, oktaSchema]);
export type DirectoryFile = z.infer<typeof directorySchema>;
