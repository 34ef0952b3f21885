// messages.json, version 1: keys of what each receiver was told, and which tickets are kept.
import { z } from 'zod';
import { digestShape, instantShape, runIdShape } from '../shapes/id-shapes.ts';
import { listOf } from '../shapes/list-shape.ts';

const ticketNumber = z.number().int().positive();

const receiverShape = z.strictObject({
  name: z.string().min(1),
  told: listOf(digestShape),
  known: listOf(digestShape),
  digest: z.strictObject({ slot: instantShape, run: runIdShape.nullable() }).nullable(),
  tickets: listOf(z.strictObject({ marker: z.string().min(1), ticket: ticketNumber, content: digestShape })),
  spent: listOf(ticketNumber),
  problem: z.strictObject({ since: instantShape, at: instantShape, detail: z.string() }).nullable(),
});

export const messagesShape = z.strictObject({
  version: z.literal(1),
  since: instantShape,
  receivers: listOf(receiverShape),
});
