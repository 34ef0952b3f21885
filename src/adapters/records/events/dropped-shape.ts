// dropped.json, version 1: what was asked for and let go without a run, oldest first.
import { z } from 'zod';
import { instantShape, ticketShape } from '../shapes/id-shapes.ts';
import { listOf } from '../shapes/list-shape.ts';

const droppedShape = z.strictObject({
  ticket: ticketShape,
  at: instantShape,
  because: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('connection'), why: z.string(), until: z.iso.datetime({ offset: true }) }),
    z.strictObject({ kind: z.literal('everything'), why: z.string() }),
    z.strictObject({ kind: z.literal('discarded') }),
  ]),
});

export const droppedListShape = z.strictObject({ version: z.literal(1), dropped: listOf(droppedShape) });
