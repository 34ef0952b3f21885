/** Shapes that the records of many lists have in common, and their texts in one form. */
import { z } from 'zod';

export const id = z.int().positive();
export const text = z.string().nullish();
export const named = z.object({ name: text, identifier: text }).nullish();
export const reference = z.object({ id, name: text, identifier: text }).nullish();

/** Empty where the PSA shows neither. */
export function nameOf(one: z.infer<typeof named>): string {
  return one?.name ?? one?.identifier ?? '';
}

/** ISO 8601, or nothing where the PSA says something else. */
export function instantOf(value: string | null | undefined): string | null {
  return value != null && /^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(Date.parse(value)) ? value : null;
}

/** The day of an instant; `an unknown day` where there is none. */
export function dayOf(value: string | null | undefined): string {
  return instantOf(value)?.slice(0, 10) ?? 'an unknown day';
}
