// One decision of a person about held steps, as it is kept.
import { z } from 'zod';
import { RULING_KINDS } from '../../../domain/rulings/ruling.ts';
import { digestShape, instantShape, rulingIdShape, runIdShape, ticketShape } from '../shapes/id-shapes.ts';
import { listOf } from '../shapes/list-shape.ts';
import { personRefShape } from '../shapes/ref-shapes.ts';
import { actionKindShape } from '../shapes/write-shapes.ts';

const resultShape = z.strictObject({
  run: runIdShape.nullable(),
  at: instantShape,
  final: z.boolean(),
  steps: listOf(z.strictObject({ digest: digestShape, done: z.boolean(), why: z.string().nullable() })),
});

export const rulingShape = z.strictObject({
  version: z.literal(1),
  id: rulingIdShape,
  kind: z.enum(RULING_KINDS),
  by: z.string(),
  person: z.string().nullable(),
  at: instantShape,
  note: z.string(),
  ends: instantShape.nullable(),
  seen: runIdShape,
  steps: listOf(
    z.strictObject({
      digest: digestShape,
      action: actionKindShape.nullable(),
      subject: z.string(),
      person: personRefShape.nullable(),
      standing: z.enum(['counts', 'second', 'refused']),
      why: z.string().nullable(),
    }),
  ),
  unfitting: listOf(z.string()),
  ticket: ticketShape.nullable(),
  result: resultShape.nullable(),
});
