// The parts of a report that tell of one account: people, members, actions, steps, findings.
import { z } from 'zod';
import { FINDING_KINDS } from '../../../domain/planning/finding.ts';
import { GUARDS } from '../../../domain/planning/plan.ts';
import { reassignmentShape, slotHandoverShape } from './duty-shapes.ts';
import { digestShape } from './id-shapes.ts';
import { listOf } from './list-shape.ts';
import { fieldChangeShape, memberDraftShape } from './member-shapes.ts';
import { memberRefShape, personRefShape } from './ref-shapes.ts';
import { departureShape, stepOutcomeShape } from './write-shapes.ts';

const actionShape = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('create'),
    person: personRefShape,
    draft: memberDraftShape,
    profile: z.string(),
    because: z.literal('in-scope'),
  }),
  z.strictObject({
    kind: z.literal('reactivate'),
    person: personRefShape,
    member: memberRefShape,
    changes: listOf(fieldChangeShape),
    profile: z.string(),
    because: z.enum(['returned', 'switched-off-by-hand']),
  }),
  z.strictObject({
    kind: z.literal('update'),
    person: personRefShape,
    member: memberRefShape,
    changes: listOf(fieldChangeShape),
    profile: z.string(),
    because: z.literal('drifted'),
  }),
  z.strictObject({
    kind: z.literal('deactivate'),
    person: personRefShape.nullable(),
    member: memberRefShape,
    because: departureShape,
    ssoUserId: z.string().nullable(),
    // Absent from runs before work could be handed over.
    handover: listOf(slotHandoverShape).default([]),
  }),
  z.strictObject({
    kind: z.literal('reassign'),
    person: personRefShape.nullable(),
    member: memberRefShape,
    reassignment: reassignmentShape,
    because: z.enum([...departureShape.options, 'left-earlier', 'handed-back']),
  }),
]);

export const guardShape = z.enum(GUARDS);

const holdShape = z.strictObject({
  guard: guardShape,
  release: z.enum(['approval', 'config', 'source', 'time', 'decision']),
  why: z.string(),
});

export const reportedStepShape = z.discriminatedUnion('verdict', [
  z.strictObject({
    verdict: z.literal('go'),
    digest: digestShape,
    action: actionShape,
    approvedBy: z.string().nullable(),
    outcome: stepOutcomeShape.nullable(),
  }),
  z.strictObject({
    verdict: z.literal('hold'),
    digest: digestShape,
    action: actionShape,
    holds: z.tuple([holdShape], holdShape).readonly(),
    outcome: stepOutcomeShape.nullable(),
  }),
]);

export const findingShape = z.strictObject({
  kind: z.enum(FINDING_KINDS),
  severity: z.enum(['act', 'know']),
  people: listOf(personRefShape),
  members: listOf(memberRefShape),
  detail: z.string(),
  advice: z.string(),
});
