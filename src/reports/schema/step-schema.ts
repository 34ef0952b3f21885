// Schema of what a report tells of one account. Plain JSON: identifiers are strings and numbers of a given form.
import { z } from 'zod';
import { FINDING_KINDS } from '../../domain/planning/finding.ts';
import { GUARDS } from '../../domain/planning/plan.ts';
import { reassignmentSchema, slotHandoverSchema } from './duty-schema.ts';
import { digestSchema, memberKeySchema, memberSchema, personSchema, referenceSchema } from './ref-schema.ts';

const seatClassSchema = z.enum(['F', 'C', 'X']);

const fieldsSchema = z.strictObject({
  firstName: z.string(),
  lastName: z.string(),
  officeEmail: z.string(),
  licenseClass: seatClassSchema,
  securityRole: referenceSchema,
  title: z.string().exactOptional(),
  officePhone: z.string().exactOptional(),
  mobilePhone: z.string().exactOptional(),
  structureLevel: referenceSchema.exactOptional(),
  securityLocation: referenceSchema.exactOptional(),
  defaultLocation: referenceSchema.exactOptional(),
  defaultDepartment: referenceSchema.exactOptional(),
  salesDefaultLocation: referenceSchema.exactOptional(),
  serviceDefaultBoard: referenceSchema.exactOptional(),
  timeZone: referenceSchema.exactOptional(),
  workRole: referenceSchema.exactOptional(),
  workType: referenceSchema.exactOptional(),
  type: referenceSchema.exactOptional(),
  timeApprover: referenceSchema.exactOptional(),
  expenseApprover: referenceSchema.exactOptional(),
  reportsTo: referenceSchema.exactOptional(),
});

const valueSchema = z.union([z.string(), referenceSchema]).meta({ id: 'value' });
const changesSchema = z
  .array(
    z.strictObject({
      field: fieldsSchema.keyof(),
      from: valueSchema.nullable().describe('What the plan saw; null: empty'),
      to: valueSchema,
    }),
  )
  .readonly()
  .meta({ id: 'changes' });

const actionSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('create'),
      person: personSchema,
      draft: z.strictObject({
        identifier: z.string().describe('Member ID'),
        fields: fieldsSchema,
        templateId: z.number().int().nullable(),
        hiredOn: z.string().nullable(),
      }),
      profile: z.string(),
      because: z.literal('in-scope'),
    }),
    z.strictObject({
      kind: z.literal('reactivate'),
      person: personSchema,
      member: memberSchema,
      changes: changesSchema,
      profile: z.string(),
      because: z.enum(['returned', 'switched-off-by-hand']),
    }),
    z.strictObject({
      kind: z.literal('update'),
      person: personSchema,
      member: memberSchema,
      changes: changesSchema,
      profile: z.string(),
      because: z.literal('drifted'),
    }),
    z.strictObject({
      kind: z.literal('deactivate'),
      person: personSchema.nullable().describe('null: the directory knows nobody for this member'),
      member: memberSchema,
      because: z.enum(['disabled', 'deleted', 'suspended', 'gone', 'out-of-scope', 'unmanaged']),
      ssoUserId: z.string().nullable(),
      handover: z
        .array(slotHandoverSchema)
        .readonly()
        .describe('Who takes over what the deactivation itself can hand over'),
    }),
    z.strictObject({
      kind: z.literal('reassign'),
      person: personSchema.nullable().describe('The leaver; null: the directory knows nobody for the member'),
      member: memberSchema.describe('The leaver'),
      reassignment: reassignmentSchema,
      because: z.enum([
        'disabled',
        'deleted',
        'suspended',
        'gone',
        'out-of-scope',
        'unmanaged',
        'left-earlier',
        'handed-back',
      ]),
    }),
  ])
  .meta({ id: 'action' });

const detail = z.string();
const outcomeSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('done'), member: memberKeySchema, note: z.string().nullable() }),
    z.strictObject({ kind: z.literal('already'), member: memberKeySchema }),
    z.strictObject({ kind: z.literal('moved'), detail }),
    z.strictObject({ kind: z.literal('refused'), detail }),
    z.strictObject({ kind: z.literal('unverified'), detail }),
    z.strictObject({ kind: z.literal('unknown'), detail }),
    z.strictObject({ kind: z.literal('skipped'), detail }),
    z
      .strictObject({ kind: z.literal('left'), note: z.string().nullable() })
      .describe('Not tried, because the run was to create members only'),
  ])
  .nullable()
  .meta({ id: 'outcome', description: 'null: not tried in this run' });

const holdSchema = z
  .strictObject({
    guard: z.enum(GUARDS),
    release: z.enum(['approval', 'config', 'source', 'time', 'decision']),
    why: z.string(),
  })
  .meta({ id: 'hold' });

export const stepSchema = z
  .discriminatedUnion('verdict', [
    z.strictObject({
      verdict: z.literal('go'),
      digest: digestSchema,
      action: actionSchema,
      approvedBy: z.string().nullable(),
      outcome: outcomeSchema,
    }),
    z.strictObject({
      verdict: z.literal('hold'),
      digest: digestSchema,
      action: actionSchema,
      holds: z.tuple([holdSchema], holdSchema).readonly(),
      outcome: outcomeSchema,
    }),
  ])
  .meta({ id: 'step' });

export const findingSchema = z
  .strictObject({
    kind: z.enum(FINDING_KINDS),
    severity: z.enum(['act', 'know']),
    people: z.array(personSchema).readonly(),
    members: z.array(memberSchema).readonly(),
    detail: z.string(),
    advice: z.string(),
  })
  .meta({ id: 'finding' });
