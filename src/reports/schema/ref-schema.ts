// Schema of the little that a report carries of people, members and other records. Plain JSON: identifiers are strings and numbers of a given form.
import { z } from 'zod';

export const digestSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ id: 'digest', description: 'SHA-256, lower-case hexadecimal' });
export const memberKeySchema = z
  .number()
  .int()
  .positive()
  .meta({ id: 'memberKey', description: 'Record id of the member in the PSA' });
const personIdSchema = z.string().min(1).meta({ id: 'personId', description: 'Id of the person in the directory' });

export const personSchema = z
  .strictObject({ id: personIdSchema, name: z.string(), login: z.string() })
  .meta({ id: 'person' });
export const memberSchema = z
  .strictObject({ key: memberKeySchema, identifier: z.string().describe('Member ID'), name: z.string() })
  .meta({ id: 'member' });

export const referenceSchema = z
  .strictObject({ id: z.number().int(), name: z.string() })
  .meta({ id: 'reference', description: 'A PSA record' });
