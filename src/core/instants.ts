/** Arithmetic on ISO 8601 instants in UTC. Reads no clock. */
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export function addHours(instant: string, hours: number): string {
  return new Date(Date.parse(instant) + hours * HOUR).toISOString();
}

export function isBefore(a: string, b: string): boolean {
  return Date.parse(a) < Date.parse(b);
}

export function wholeDaysBetween(earlier: string, later: string): number {
  return Math.floor((Date.parse(later) - Date.parse(earlier)) / DAY);
}
