// report.json, version 1, as it is read back: a run from its trigger to its timings.
import { z } from 'zod';
import {
  connectionNameShape,
  digestShape,
  groupIdShape,
  instantShape,
  runIdShape,
  ticketShape,
} from '../shapes/id-shapes.ts';
import { listOf } from '../shapes/list-shape.ts';
import { offboardingShape } from '../shapes/duty-shapes.ts';
import { personRefShape } from '../shapes/ref-shapes.ts';
import { seatingShape, seatUseShape } from '../shapes/seat-shapes.ts';
import { findingShape, reportedStepShape } from '../shapes/step-shapes.ts';

const count = z.number().int().nonnegative();

export const triggerShape = z.strictObject({
  kind: z.enum(['timer', 'queue', 'command-line', 'approval', 'http', 'event']),
  by: z.string(),
  ticket: ticketShape.exactOptional(),
});
export const runOutcomeShape = z.enum(['converged', 'converged-with-holds', 'pending', 'frozen', 'failed']);

const sourceShape = z.strictObject({
  directory: z.string(),
  people: count,
  members: count,
  groups: listOf(
    z.strictObject({
      selector: z.string(),
      id: groupIdShape.nullable(),
      name: z.string().nullable(),
      people: count,
    }),
  ),
  problems: listOf(
    z.strictObject({
      check: z.enum(['failed', 'cut', 'group-missing', 'count-contradicted', 'repeated', 'unreadable']),
      place: z.string(),
      detail: z.string(),
    }),
  ),
});

const requestCountsShape = z.strictObject({
  system: z.string(),
  token: count,
  reference: count,
  data: count,
  write: count,
  retries: count,
  throttled: count,
});

const timingShape = z.strictObject({
  phase: z.enum(['read', 'look-up', 'read-work', 'decide', 'store-plan', 'execute', 'read-work-again']),
  ms: z.number().nonnegative(),
});

export const reportShape = z.strictObject({
  version: z.literal(1),
  run: runIdShape,
  connection: connectionNameShape,
  mode: z.enum(['observe', 'create-only', 'full']),
  applied: z.boolean(),
  creationsOnly: z.literal(true).exactOptional(),
  trigger: triggerShape,
  // Absent from runs before there were any over one person.
  person: personRefShape.nullable().default(null),
  undoes: runIdShape.exactOptional(),
  startedAt: instantShape,
  finishedAt: instantShape,
  outcome: runOutcomeShape,
  summary: z.string(),
  planDigest: digestShape.nullable(),
  // Absent from runs before anything asked for it.
  whole: z.boolean().default(true),
  steps: listOf(reportedStepShape),
  findings: listOf(findingShape),
  source: sourceShape,
  seats: listOf(seatUseShape),
  // Absent from runs before work and costs were looked at.
  seating: seatingShape.nullable().default(null),
  offboarding: offboardingShape.nullable().default(null),
  requests: listOf(requestCountsShape),
  timings: listOf(timingShape),
  previous: z.strictObject({ run: runIdShape, sha256: digestShape }).nullable(),
});
