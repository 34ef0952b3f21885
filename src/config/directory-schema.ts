import { z } from 'zod';
import { secretRef } from './secret-ref.ts';

const timeoutSeconds = z.int().min(1).max(300).default(30).describe('For each attempt.');

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
});

export const directorySchema = z.discriminatedUnion('kind', [entraSchema, oktaSchema]);
export type DirectoryFile = z.infer<typeof directorySchema>;
