// The parts of a report that tell of seats.
import { z } from 'zod';
import { digestShape, instantShape, runIdShape } from './id-shapes.ts';
import { listOf } from './list-shape.ts';
import { memberRefShape, personRefShape } from './ref-shapes.ts';

const count = z.number().int().nonnegative();
const seatClassShape = z.enum(['F', 'C', 'X']);

export const seatUseShape = z.strictObject({
  class: seatClassShape,
  contracted: count.nullable(),
  used: count,
  forecast: z.number().int(),
});

const activityShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('at'), at: z.string() }),
  z.strictObject({ kind: z.literal('never') }),
  z.strictObject({ kind: z.literal('unknown'), why: z.string() }),
]);

export const seatingShape = z.strictObject({
  currency: z.string(),
  classes: listOf(
    z.strictObject({
      class: seatClassShape,
      free: z.number().int().nullable(),
      level: z.enum(['ample', 'nearly-full', 'full', 'over']).nullable(),
      price: z.number().nullable(),
      monthlyCost: z.number().nullable(),
      forecastMonthlyCost: z.number().nullable(),
    }),
  ),
  apiMembers: count,
  waiting: listOf(
    z.strictObject({ person: personRefShape, class: seatClassShape, step: digestShape, position: count }),
  ),
  idle: listOf(
    z.strictObject({
      member: memberRefShape,
      class: seatClassShape,
      lastLogin: activityShape,
      timeEntry: activityShape,
      ticket: activityShape,
      latest: activityShape,
      days: count.nullable(),
      yearlyCost: z.number().nullable(),
    }),
  ).nullable(),
  untold: listOf(z.strictObject({ why: z.string(), count })),
  monthlyCost: z.number().nullable(),
  forecastMonthlyCost: z.number().nullable(),
  trend: listOf(
    z.strictObject({
      run: runIdShape,
      at: instantShape,
      seats: listOf(z.strictObject({ class: seatClassShape, used: count, contracted: count.nullable() })),
      idle: count.nullable(),
    }),
  ),
});
