// Schema of what a report tells of one account. Plain JSON: identifiers are strings and numbers of a given form.
import { z } from 'zod';
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
    guard: z.enum([
      'protected',
      'last-administrator',
      'source-integrity',
      'absence',
      'limit-per-run',
      'limit-per-day',
      'seats',
      'identity',
      'confirm-return',
      'back-off',
      'work-left',
      'departure-held',
      'receiver',
      'denied',
      'set-aside',
    ]),
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
    kind: z.enum([
      'ambiguous-match',
      'possible-duplicate',
      'duplicate-members',
      'member-id-mismatch',
      'member-id-collision',
      'mail-conflict',
      'missing-reference',
      'missing-field',
      'value-cut',
      'unmanaged-member',
      'out-of-scope',
      'suspended-person',
      'pending-person',
      'unreadable-person',
      'guest-excluded',
      'switched-off-by-hand',
      'protected-departure',
      'seats-short',
      'source-problem',
      'events-undelivered',
      'orphaned-work',
      'work-unseen',
      'no-successor',
      'handover-moved',
      'idle-seats',
      'seats-nearly-full',
      'powerful-api-member',
      'inactive-role',
      'role-differs',
      'no-address',
      'foreign-address',
    ]),
    severity: z.enum(['act', 'know']),
    people: z.array(personSchema).readonly(),
    members: z.array(memberSchema).readonly(),
    detail: z.string(),
    advice: z.string(),
  })
  .meta({ id: 'finding' });
