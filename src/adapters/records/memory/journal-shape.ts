// One line of a journal file.
import { z } from 'zod';
import { reassignmentShape } from '../shapes/duty-shapes.ts';
import { digestShape, instantShape, memberKeyShape, personIdShape } from '../shapes/id-shapes.ts';
import { actionKindShape, departureShape, stepOutcomeShape, writeClassShape } from '../shapes/write-shapes.ts';

const intentShape = z.strictObject({
  kind: z.literal('intent'),
  at: instantShape,
  step: digestShape,
  action: actionKindShape,
  class: writeClassShape,
  member: memberKeyShape.nullable(),
  identifier: z.string(),
  person: personIdShape.nullable(),
  because: z.enum([
    'in-scope',
    'returned',
    'switched-off-by-hand',
    'drifted',
    'left-earlier',
    'handed-back',
    ...departureShape.options,
  ]),
  // Absent from lines before work could be handed over.
  reassignment: reassignmentShape.nullable().default(null),
  approvedBy: z.string().nullable(),
});

const outcomeShape = z.strictObject({
  kind: z.literal('outcome'),
  at: instantShape,
  step: digestShape,
  outcome: stepOutcomeShape,
});

export const journalEntryShape = z.discriminatedUnion('kind', [intentShape, outcomeShape]);
