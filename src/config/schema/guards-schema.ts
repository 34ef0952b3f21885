import { z } from 'zod';
import type { KindLimits, WriteClass } from '../../domain/planning/policy.ts';

const limit = (count: number, percent: number) =>
  z
    .strictObject({
      count: z.int().min(1).default(count),
      percent: z.number().min(0).max(100).default(percent).describe('Of the active members, API members left out.'),
    })
    .prefault({})
    .describe('The smaller of count and percent holds, but at least one passes.');

const kind = (perRun: readonly [number, number], perDay: readonly [number, number]) =>
  z
    .strictObject({
      perRun: limit(...perRun),
      perDay: limit(...perDay).describe('Over a rolling 24 hours, approved writes included.'),
    })
    .prefault({});

/** Tickets have nothing to do with the number of members. */
const countOnly = (perRun: number, perDay: number) => {
  const most = (count: number) =>
    z
      .strictObject({ count: z.int().min(1).default(count), percent: z.null().default(null) })
      .prefault({})
      .describe('At most so many.');
  return z.strictObject({ perRun: most(perRun), perDay: most(perDay) }).prefault({});
};

/** Defaults that suit 5 to 150 members: an ordinary leaver passes, a broken filter does not. */
const limits = {
  reassign: countOnly(200, 500),
  deactivate: kind([5, 20], [10, 40]),
  reactivate: kind([5, 100], [10, 100]),
  create: kind([10, 100], [20, 100]),
  'role-change': kind([5, 20], [10, 40]),
  'other-change': kind([25, 50], [100, 100]),
} satisfies Record<WriteClass, z.ZodType<KindLimits>>;

export const guardsSchema = z
  .strictObject({
    limits: z
      .strictObject(limits)
      .prefault({})
      .describe('What is over a limit is held, all of its kind, until somebody approves it.'),
    shrunkBelowPercent: z
      .number()
      .min(0)
      .max(100)
      .default(80)
      .describe(
        'A directory with less than this share of the people of the last good run switches nobody off for being absent.',
      ),
    absenceGraceHours: z
      .number()
      .min(0)
      .max(8760)
      .default(0)
      .describe('Hours between the first sighting of an absence and the deactivation.'),
    mayBeEmpty: z
      .array(z.string().min(1))
      .default([])
      .describe('Groups, as written in the profiles, that may be empty.'),
    canaries: z
      .array(z.string().min(1))
      .default([])
      .describe('Logins or addresses that must be in a mapped group, or nobody is switched off for being absent.'),
  })
  .prefault({});
