// The parts of a report that tell of work: duties, what became of them, leavers and what lies with nobody.
import { z } from 'zod';
import { DUTY_KINDS, RECORD_DUTY_KINDS } from '../../../domain/offboarding/duty.ts';
import { SLOT_DUTY_KINDS } from '../../../domain/offboarding/handover.ts';
import { digestShape, memberKeyShape } from './id-shapes.ts';
import { listOf } from './list-shape.ts';
import { departureShape } from './write-shapes.ts';
import { memberRefShape, personRefShape } from './ref-shapes.ts';

const ticketListShape = z.enum(['service', 'project']);
const referenceShape = z.strictObject({ id: z.number().int(), name: z.string() });
const approverFieldShape = z.enum(['reportsTo', 'timeApprover', 'expenseApprover']);
const ticketRefShape = z.strictObject({
  list: ticketListShape,
  id: z.number().int(),
  summary: z.string(),
  board: z.string(),
});

export const slotHandoverShape = z.strictObject({
  kind: z.enum(SLOT_DUTY_KINDS),
  to: memberRefShape,
});

export const reassignmentShape = z.strictObject({
  duty: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('ticket-owner'), ticket: ticketRefShape }),
    z.strictObject({
      kind: z.literal('ticket-resource'),
      ticket: ticketRefShape,
      entries: listOf(z.number().int()),
      type: referenceShape,
      reopen: listOf(z.number().int()).exactOptional(),
    }),
    z.strictObject({ kind: z.literal('approver'), of: memberRefShape, field: approverFieldShape }),
  ]),
  from: memberRefShape,
  to: memberRefShape,
});

const openTicketShape = z.strictObject({
  list: ticketListShape,
  id: z.number().int(),
  summary: z.string(),
  board: z.string(),
  status: z.string(),
  company: z.string(),
  priority: z.strictObject({ name: z.string(), rank: z.number().nullable() }).nullable(),
  team: referenceShape.nullable(),
  owner: z.strictObject({ key: memberKeyShape, identifier: z.string() }).nullable(),
  resources: listOf(z.string()),
  openedAt: z.string().nullable(),
  updatedAt: z.string().nullable(),
  link: z.string(),
});

const scheduleEntryShape = z.strictObject({
  id: z.number().int(),
  member: memberKeyShape,
  type: referenceShape,
  on: z.enum(['service', 'project', 'other']),
  object: z.number().int().nullable(),
  name: z.string(),
  startsAt: z.string().nullable(),
});

const dutyShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ticket-owner'), member: memberKeyShape, ticket: openTicketShape }),
  z.strictObject({
    kind: z.literal('ticket-resource'),
    member: memberKeyShape,
    ticket: openTicketShape,
    alone: z.boolean(),
    entries: listOf(scheduleEntryShape),
  }),
  z.strictObject({
    kind: z.literal('approver'),
    member: memberKeyShape,
    of: memberRefShape,
    field: approverFieldShape,
  }),
  z.strictObject({
    kind: z.enum(RECORD_DUTY_KINDS),
    member: memberKeyShape,
    id: z.number().int().nullable(),
    title: z.string(),
    state: z.string(),
  }),
]);

const unseenShape = z.strictObject({
  kind: z.enum(DUTY_KINDS),
  because: z.enum(['forbidden', 'failed']),
  detail: z.string(),
});

const fateShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reported') }),
  z.strictObject({ kind: z.literal('awaited') }),
  z.strictObject({ kind: z.literal('handed-over'), to: memberRefShape, step: digestShape.nullable() }),
  z.strictObject({ kind: z.literal('no-successor'), why: z.string() }),
]);

const leaverShape = z.strictObject({
  person: personRefShape.nullable(),
  member: memberRefShape,
  because: departureShape.nullable(),
  step: digestShape.nullable(),
  before: listOf(z.strictObject({ duty: dutyShape, fate: fateShape })),
  after: listOf(dutyShape).nullable(),
  afterUnseen: listOf(unseenShape).exactOptional(),
  unseen: listOf(unseenShape),
  remarks: listOf(
    z.strictObject({
      kind: z.enum(['sessions', 'api-keys', 'workflow-rules', 'sister-products']),
      detail: z.string(),
      advice: z.string(),
    }),
  ),
});

const orphansShape = z.strictObject({
  count: z.number().int().nonnegative(),
  tickets: listOf(
    z.strictObject({
      ticket: openTicketShape,
      because: z.enum(['owner', 'resources', 'both']),
      members: listOf(memberRefShape),
    }),
  ),
  lookedThrough: z.number().int().nonnegative(),
  unseen: listOf(unseenShape),
});

export const offboardingShape = z.strictObject({ leavers: listOf(leaverShape), orphans: orphansShape.nullable() });
