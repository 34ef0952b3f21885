// memory.json, version 1. Strict: an unknown field would be forgotten by the next write.
import { z } from 'zod';
import { instantShape, memberKeyShape, personIdShape, runIdShape } from '../shapes/id-shapes.ts';
import { listOf } from '../shapes/list-shape.ts';

const linkShape = z.strictObject({
  person: personIdShape,
  member: memberKeyShape,
  expectedIdentifier: z.string(),
  since: instantShape,
  by: z.enum(['match', 'create', 'return']),
});

const tombstoneShape = z.strictObject({
  member: memberKeyShape,
  person: personIdShape.nullable(),
  run: runIdShape,
  at: instantShape,
});

const absenceShape = z.strictObject({
  member: memberKeyShape,
  firstSeen: instantShape,
  sightings: z.number().int().nonnegative(),
});

const failureShape = z.strictObject({
  subject: z.string().min(1),
  count: z.number().int().positive(),
  notBefore: instantShape,
  detail: z.string(),
});

const awaitingShape = z.strictObject({ subject: z.string(), since: instantShape });

const baselineShape = z.strictObject({
  run: runIdShape,
  at: instantShape,
  people: z.number().int().nonnegative(),
  members: z.number().int().nonnegative(),
  groups: listOf(z.strictObject({ selector: z.string(), people: z.number().int().nonnegative() })),
});

export const memoryShape = z.strictObject({
  version: z.literal(1),
  sides: z.strictObject({ directory: z.string(), psa: z.string() }).nullable(),
  lastRun: runIdShape.nullable(),
  links: listOf(linkShape),
  tombstones: listOf(tombstoneShape),
  absences: listOf(absenceShape),
  failures: listOf(failureShape),
  awaiting: listOf(awaitingShape),
  baseline: baselineShape.nullable(),
  // Absent from files that were written before there were events.
  eventLogUntil: instantShape.nullable().default(null),
});
