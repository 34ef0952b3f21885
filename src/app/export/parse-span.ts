// The span of time that somebody asks for, as they type it.
import type { Span } from '../../domain/runs/span.ts';
import { RefusedError } from '../../errors.ts';

const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)$/;
const DAY_MS = 86_400_000;

/** Days (UTC, both inclusive) or instants (`to` exclusive). Throws RefusedError 400. */
export function parseSpan(asked: { readonly from: string; readonly to: string }): Span {
  const from = instantOf('from', asked.from, 0);
  const to = instantOf('to', asked.to, DAY_MS);
  if (from >= to)
    throw new RefusedError(400, `"from" (${asked.from}) has to lie before "to" (${asked.to}); nothing lies between.`);
  return { from: toSecond(from), to: toSecond(to) };
}

/** Milliseconds; `dayEnds`: what is added to the beginning of a day. */
function instantOf(name: 'from' | 'to', asked: string, dayEnds: number): number {
  const text = asked.trim();
  const day = DAY.test(text);
  const instant = day || INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  // A 30th of February is read as a day in March.
  if (Number.isNaN(instant) || !isOnDay(text.slice(0, 10)))
    throw new RefusedError(
      400,
      `"${name}" is "${text.slice(0, 40)}"; expected a day like 2026-11-23 or an instant like 2026-11-23T10:15:00Z.`,
    );
  return instant + (day ? dayEnds : 0);
}

function isOnDay(day: string): boolean {
  const instant = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(day);
}

function toSecond(instant: number): string {
  return new Date(instant).toISOString();
}
