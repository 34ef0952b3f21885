// Shapes that the journal, the memory and the reports share: why something was written, and what became of it.
import { z } from 'zod';
import type { Departure } from '../../../domain/planning/action.ts';
import type { WriteClass } from '../../../domain/planning/policy.ts';
import { memberKeyShape } from './id-shapes.ts';

export const actionKindShape = z.enum(['create', 'reactivate', 'update', 'deactivate', 'reassign']);

export const writeClassShape = z.enum([
  'reassign',
  'deactivate',
  'reactivate',
  'create',
  'role-change',
  'other-change',
] satisfies WriteClass[]);

export const departureShape = z.enum([
  'disabled',
  'deleted',
  'suspended',
  'out-of-scope',
  'gone',
  'unmanaged',
] satisfies Departure[]);

export const stepOutcomeShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('done'), member: memberKeyShape, note: z.string().nullable() }),
  z.strictObject({ kind: z.literal('already'), member: memberKeyShape }),
  z.strictObject({ kind: z.literal('moved'), detail: z.string() }),
  z.strictObject({ kind: z.literal('refused'), detail: z.string() }),
  z.strictObject({ kind: z.literal('unverified'), detail: z.string() }),
  z.strictObject({ kind: z.literal('unknown'), detail: z.string() }),
  z.strictObject({ kind: z.literal('skipped'), detail: z.string() }),
  z.strictObject({ kind: z.literal('left'), note: z.string().nullable() }),
]);
