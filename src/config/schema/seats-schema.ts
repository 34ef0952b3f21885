/** What seats cost and when one counts as idle. */
import { z } from 'zod';
import type { Policy } from '../../domain/planning/policy.ts';
import { PLAIN_SEATING } from '../../domain/people/seat.ts';

const CLASS_FORMS = 'expected the number of contracted seats, such as 40, or { "contracted": 40, "monthlyPrice": 25 }';

/** A plain number is the contracted seats alone. */
const seatClass = (name: string) =>
  z
    .union(
      [
        z.int().min(0),
        z.strictObject({
          contracted: z.int().min(0).optional().describe('Contracted seats; absent: not limited.'),
          monthlyPrice: z.number().min(0).optional().describe('Per seat and month, in the currency below.'),
        }),
      ],
      { error: CLASS_FORMS },
    )
    .optional()
    .describe(`${name} seats: the contracted number, or that and the price.`);

const idle = z
  .strictObject({
    afterDays: z
      .int()
      .min(0)
      .max(3650)
      .nullable()
      .default(PLAIN_SEATING.idle.afterDays)
      .describe(
        'Days without a sign-in, a time entry or a ticket after which a seat is idle. 0 or null: nobody looks.',
      ),
    except: z
      .array(z.string().min(1))
      .default([])
      .describe('Member IDs that are never called idle; * stands for any run of characters.'),
    snoozed: z
      .array(
        z.strictObject({
          member: z.string().min(1).describe('Member ID.'),
          until: z.iso
            .date({ error: 'a snooze needs the day on which it ends, such as "2027-01-31"' })
            .describe('Last day, YYYY-MM-DD, UTC.'),
        }),
      )
      .default([])
      .describe('Members who are not called idle until a day has passed.'),
  })
  .prefault({});

export const seatsSchema = z
  .strictObject({
    F: seatClass('Full'),
    C: seatClass('StreamlineIT'),
    X: seatClass('Subcontractor'),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'expected the three capital letters of a currency, such as "USD"')
      .default(PLAIN_SEATING.currency)
      .describe('Currency of the prices, ISO 4217.'),
    nearPercent: z
      .number()
      .min(1)
      .max(100)
      .default(PLAIN_SEATING.nearPercent)
      .describe('From this share of the contracted seats on, a class is nearly full.'),
    idle: idle.describe('When a seat counts as idle.'),
  })
  .prefault({})
  .describe(
    'Contracted seats per licence class, and what they cost. The PSA tells neither; an absent class is not limited.',
  );

export type SeatsFile = z.infer<typeof seatsSchema>;

/** The same as core wants it: numbers of seats here, all else there. */
export function toSeats(file: SeatsFile): Pick<Policy, 'seats' | 'seating'> {
  const { F, C, X, currency, nearPercent, idle: rule } = file;
  const classes = Object.entries({ F, C, X }).map(
    ([name, seat]) => [name, typeof seat === 'number' ? { contracted: seat } : (seat ?? {})] as const,
  );
  const known = <Value>(pick: (seat: (typeof classes)[number][1]) => Value | undefined): Record<string, Value> =>
    Object.fromEntries(
      classes.flatMap(([name, seat]) => {
        const value = pick(seat);
        return value === undefined ? [] : [[name, value]];
      }),
    );
  return {
    seats: known((seat) => seat.contracted),
    seating: {
      currency,
      nearPercent,
      prices: known((seat) => (seat.monthlyPrice === undefined ? undefined : { monthly: seat.monthlyPrice })),
      idle: { ...rule, afterDays: rule.afterDays === 0 ? null : rule.afterDays },
    },
  };
}
