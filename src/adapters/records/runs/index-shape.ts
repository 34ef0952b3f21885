// index/<month>.json, version 1: the runs of one month, oldest first.
import { z } from 'zod';
import { digestShape, instantShape, runIdShape } from '../shapes/id-shapes.ts';
import { listOf } from '../shapes/list-shape.ts';
import { personRefShape } from '../shapes/ref-shapes.ts';
import { runOutcomeShape, triggerShape } from './report-shape.ts';

const count = z.number().int().nonnegative();

const runEntryShape = z.strictObject({
  run: runIdShape,
  startedAt: instantShape,
  finishedAt: instantShape,
  outcome: runOutcomeShape,
  applied: z.boolean(),
  creationsOnly: z.literal(true).exactOptional(),
  trigger: triggerShape,
  // Absent from runs before there were any over one person.
  person: personRefShape.nullable().default(null),
  undoes: runIdShape.exactOptional(),
  summary: z.string(),
  planDigest: digestShape.nullable(),
  // Absent from runs before anything asked for it.
  whole: z.boolean().default(true),
  counts: z.strictObject({ done: count, held: count, pending: count, failed: count, findings: count }),
  // Absent from runs before seats and work were looked at.
  seats: listOf(
    z.strictObject({ class: z.enum(['F', 'C', 'X']), used: count, contracted: count.nullable() }),
  ).exactOptional(),
  idle: count.nullable().exactOptional(),
  orphans: count.nullable().exactOptional(),
  sha256: digestShape,
});

export const indexShape = z.strictObject({ version: z.literal(1), runs: listOf(runEntryShape) });
