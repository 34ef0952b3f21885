// report.json, version 1, as it is read back: a run from its trigger to its timings.
import { z } from 'zod';
import { connectionNameShape, digestShape, groupIdShape, instantShape, runIdShape, ticketShape } from './id-shapes.ts';
import { listOf } from './list-shape.ts';
import { findingShape, personRefShape, reportedStepShape } from './step-shapes.ts';

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

const seatUseShape = z.strictObject({
  class: z.enum(['F', 'C', 'X']),
  contracted: count.nullable(),
  used: count,
  forecast: z.number().int(),
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
  phase: z.enum(['read', 'look-up', 'decide', 'store-plan', 'execute']),
  ms: z.number().nonnegative(),
});

export const reportShape = z.strictObject({
  version: z.literal(1),
  run: runIdShape,
  connection: connectionNameShape,
  mode: z.enum(['observe', 'full']),
  applied: z.boolean(),
  trigger: triggerShape,
  // Absent from runs before there were any over one person.
  person: personRefShape.nullable().default(null),
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
  requests: listOf(requestCountsShape),
  timings: listOf(timingShape),
  previous: z.strictObject({ run: runIdShape, sha256: digestShape }).nullable(),
});
