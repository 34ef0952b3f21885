// Numbers, amounts of money, spans of time and days, as people read them.

/** `1 person`, `2,418 people`. */
export function counted(count: number, one: string, many: string): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** 2,418 */
export function grouped(count: number): string {
  return new Intl.NumberFormat('en-US').format(count);
}

/** `812 ms`, `4.1 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** `USD 1,250.00`; the code stands for itself, so that no currency is taken for another. */
export function money(amount: number, currency: string): string {
  return `${currency} ${new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(amount)}`;
}

/** `2026-11-23` of an instant; the text itself when it is none. */
export function dayOf(instant: string): string {
  return /^\d{4}-\d\d-\d\d/.exec(instant)?.[0] ?? instant;
}

/** Whole days between two instants; null: the first is no instant, or lies after the second. */
export function daysBetween(earlier: string, later: string): number | null {
  const days = Math.floor((Date.parse(later) - Date.parse(earlier)) / 86_400_000);
  return days >= 0 ? days : null;
}
