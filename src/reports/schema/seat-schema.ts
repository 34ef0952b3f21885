// Schema of what a report tells of seats.
import { z } from 'zod';
import { digestSchema, memberSchema, personSchema } from './ref-schema.ts';

const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();
const count = z.number().int().nonnegative();
const seatClassSchema = z.enum(['F', 'C', 'X']);

export const seatSchema = z.strictObject({
  class: seatClassSchema,
  contracted: count.nullable(),
  used: count,
  forecast: z.number().int(),
});

const activitySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('at'), at: z.string() }),
  z.strictObject({ kind: z.literal('never') }),
  z.strictObject({ kind: z.literal('unknown'), why: z.string() }),
]);

export const seatingSchema = z.strictObject({
  currency: z.string().describe('ISO 4217'),
  classes: list(
    z.strictObject({
      class: seatClassSchema,
      free: z.number().int().nullable().describe('Negative: more in use than contracted; null: not limited'),
      level: z.enum(['ample', 'nearly-full', 'full', 'over']).nullable().describe('null: not limited'),
      price: z.number().nullable().describe('Per seat and month; null: none is configured'),
      monthlyCost: z.number().nullable(),
      forecastMonthlyCost: z.number().nullable().describe('After the steps that go'),
    }),
  ),
  apiMembers: count.describe('Active ones; they take no seat'),
  waiting: list(z.strictObject({ person: personSchema, class: seatClassSchema, step: digestSchema, position: count })),
  idle: list(
    z.strictObject({
      member: memberSchema,
      class: seatClassSchema,
      lastLogin: activitySchema,
      timeEntry: activitySchema,
      ticket: activitySchema,
      latest: activitySchema,
      days: count.nullable(),
      yearlyCost: z.number().nullable(),
    }),
  ).nullable(),
  untold: list(z.strictObject({ why: z.string(), count })).describe(
    'Members of whom it cannot be told whether they use their seat, by the reason',
  ),
  monthlyCost: z.number().nullable(),
  forecastMonthlyCost: z.number().nullable(),
  trend: list(
    z.strictObject({
      run: z.string(),
      at: z.iso.datetime(),
      seats: list(z.strictObject({ class: seatClassSchema, used: count, contracted: count.nullable() })),
      idle: count.nullable(),
    }),
  ),
});
