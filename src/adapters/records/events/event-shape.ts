// One line of an events file, version 1: the events that were accepted together. `at` of an event is there only where it differs from the line's.
import { z } from 'zod';
import { instantShape, personIdShape } from '../shapes/id-shapes.ts';
import { listOf } from '../shapes/list-shape.ts';

export const eventLineShape = z.strictObject({
  version: z.literal(1),
  at: instantShape,
  events: listOf(
    z.strictObject({
      id: z.string().nullable(),
      at: instantShape.optional(),
      people: listOf(personIdShape),
    }),
  ),
});
