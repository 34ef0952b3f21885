// Schema of what a report tells of work: duties, what became of them, leavers and what lies with nobody.
import { z } from 'zod';
import { DUTY_KINDS, RECORD_DUTY_KINDS } from '../../domain/offboarding/duty.ts';
import { SLOT_DUTY_KINDS } from '../../domain/offboarding/handover.ts';
import { digestSchema, memberKeySchema, memberSchema, personSchema, referenceSchema } from './ref-schema.ts';

const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();

const ticketListSchema = z.enum(['service', 'project']);
const approverFieldSchema = z.enum(['reportsTo', 'timeApprover', 'expenseApprover']);
const ticketRefSchema = z.strictObject({
  list: ticketListSchema,
  id: z.number().int(),
  summary: z.string(),
  board: z.string(),
});

export const slotHandoverSchema = z.strictObject({
  kind: z.enum(SLOT_DUTY_KINDS),
  to: memberSchema,
});

export const reassignmentSchema = z.strictObject({
  duty: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('ticket-owner'), ticket: ticketRefSchema }),
    z.strictObject({
      kind: z.literal('ticket-resource'),
      ticket: ticketRefSchema,
      entries: list(z.number().int()),
      type: referenceSchema,
      reopen: list(z.number().int())
        .exactOptional()
        .describe(
          'Schedule entries that an earlier handover had marked done, marked undone again in the place of a new one',
        ),
    }),
    z.strictObject({ kind: z.literal('approver'), of: memberSchema, field: approverFieldSchema }),
  ]),
  from: memberSchema,
  to: memberSchema,
});

const openTicketSchema = z.strictObject({
  list: ticketListSchema,
  id: z.number().int(),
  summary: z.string(),
  board: z.string(),
  status: z.string(),
  company: z.string(),
  priority: z.strictObject({ name: z.string(), rank: z.number().nullable() }).nullable(),
  team: referenceSchema.nullable(),
  owner: z.strictObject({ key: memberKeySchema, identifier: z.string() }).nullable(),
  resources: list(z.string()),
  openedAt: z.string().nullable(),
  updatedAt: z.string().nullable(),
  link: z.string(),
});

const scheduleEntrySchema = z.strictObject({
  id: z.number().int(),
  member: memberKeySchema,
  type: referenceSchema,
  on: z.enum(['service', 'project', 'other']),
  object: z.number().int().nullable(),
  name: z.string(),
  startsAt: z.string().nullable(),
});

const dutySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ticket-owner'), member: memberKeySchema, ticket: openTicketSchema }),
  z.strictObject({
    kind: z.literal('ticket-resource'),
    member: memberKeySchema,
    ticket: openTicketSchema,
    alone: z.boolean(),
    entries: list(scheduleEntrySchema),
  }),
  z.strictObject({
    kind: z.literal('approver'),
    member: memberKeySchema,
    of: memberSchema,
    field: approverFieldSchema,
  }),
  z.strictObject({
    kind: z.enum(RECORD_DUTY_KINDS),
    member: memberKeySchema,
    id: z.number().int().nullable(),
    title: z.string(),
    state: z.string(),
  }),
]);

const unseenSchema = z.strictObject({
  kind: z.enum(DUTY_KINDS),
  because: z.enum(['forbidden', 'failed']),
  detail: z.string(),
});

const fateSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reported') }),
  z.strictObject({ kind: z.literal('awaited') }),
  z.strictObject({ kind: z.literal('handed-over'), to: memberSchema, step: digestSchema.nullable() }),
  z.strictObject({ kind: z.literal('no-successor'), why: z.string() }),
]);

const leaverSchema = z.strictObject({
  person: personSchema.nullable(),
  member: memberSchema,
  because: z.enum(['disabled', 'deleted', 'suspended', 'gone', 'out-of-scope', 'unmanaged']).nullable(),
  step: digestSchema.nullable(),
  before: list(z.strictObject({ duty: dutySchema, fate: fateSchema })),
  after: list(dutySchema)
    .nullable()
    .describe('As read again after the writes; null: nothing was written, or see afterUnseen'),
  afterUnseen: list(unseenSchema)
    .exactOptional()
    .describe('Kinds that were to be read again after the writes and could not be; absent: none'),
  unseen: list(unseenSchema),
  remarks: list(
    z.strictObject({
      kind: z.enum(['sessions', 'api-keys', 'workflow-rules', 'sister-products']),
      detail: z.string(),
      advice: z.string(),
    }),
  ),
});

const orphansSchema = z.strictObject({
  count: z.number().int().nonnegative(),
  tickets: list(
    z.strictObject({
      ticket: openTicketSchema,
      because: z.enum(['owner', 'resources', 'both']),
      members: list(memberSchema),
    }),
  ),
  lookedThrough: z.number().int().nonnegative(),
  unseen: list(unseenSchema),
});

export const offboardingSchema = z.strictObject({ leavers: list(leaverSchema), orphans: orphansSchema.nullable() });
