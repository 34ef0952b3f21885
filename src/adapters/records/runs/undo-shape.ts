// undo.json, version 1: what a run handed over, as it is read back before it is taken back.
import { z } from 'zod';
import { reassignmentShape } from '../shapes/duty-shapes.ts';
import { connectionNameShape, digestShape, instantShape, runIdShape } from '../shapes/id-shapes.ts';
import { memberRefShape, personRefShape } from '../shapes/ref-shapes.ts';

const handedOverShape = z.strictObject({
  step: digestShape,
  at: instantShape,
  person: personRefShape.nullable(),
  member: memberRefShape,
  reassignment: reassignmentShape,
});

export const undoShape = z.strictObject({
  version: z.literal(1),
  run: runIdShape,
  connection: connectionNameShape,
  psa: z.string(),
  handovers: z.array(handedOverShape).min(1).readonly(),
});
