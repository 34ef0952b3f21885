/** Schedules of timer triggers: NCRONTAB expressions, in UTC. */
import { Cron } from 'croner';

export interface Schedule {
  readonly kind: 'schedule';
  readonly text: string;
  /** The first time after `from`, which is never an answer itself; undefined: never again. */
  next(from: Date): Date | undefined;
}

/** What NCRONTAB knows; other dialects have more, and Azure refuses that. Names stand alone or in ranges, in any case. */
const FIELD = /^(\*|[a-z]{3}|\d{1,2})(-([a-z]{3}|\d{1,2}))?(\/\d{1,2})?$/i;
const SUNDAY_AS_7 = /(^|[-,])7/;
const EXPECTED =
  'expected six fields (second minute hour day month weekday), such as "0 0 * * * *" for every full hour, or five without the seconds';

/** In words what is wrong, when it is no such expression, or one that never comes. */
export function createSchedule(text: string): Schedule | { readonly kind: 'problem'; readonly message: string } {
  const fields = text.trim().split(/\s+/);
  const quoted = `The schedule "${text}"`;
  if (/^[\d.]*\d\d:\d\d:\d\d$/.test(text.trim()))
    return { kind: 'problem', message: `${quoted} is a time span, which is not understood here; ${EXPECTED}.` };
  if (fields.length < 5 || fields.length > 6)
    return { kind: 'problem', message: `${quoted} has ${fields.length} fields; ${EXPECTED}.` };
  const strange = fields.find((field) => field.split(',').some((part) => !FIELD.test(part)));
  if (strange !== undefined)
    return {
      kind: 'problem',
      message: `${quoted} has "${strange}"; ${EXPECTED}, of numbers, *, lists, ranges and steps.`,
    };
  if (SUNDAY_AS_7.test(fields.at(-1) ?? ''))
    return { kind: 'problem', message: `${quoted} has weekday 7; expected 0 (Sunday) to 6.` };
  const cron = parseCron(fields.join(' '));
  if (typeof cron === 'string') return { kind: 'problem', message: `${quoted} is not valid: ${cron}` };
  if (cron.nextRun(new Date(0)) === null) return { kind: 'problem', message: `${quoted} never comes; ${EXPECTED}.` };
  return { kind: 'schedule', text, next: (from) => cron.nextRun(from) ?? undefined };
}

/** Paused: it only reckons. A day has to fit both its fields, and `5/15` goes from 5 to the end, as in NCRONTAB. */
function parseCron(expression: string): Cron | string {
  try {
    return new Cron(expression, { paused: true, timezone: 'UTC', domAndDow: true, sloppyRanges: true });
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return error.message.replace(/^CronPattern: /, '');
    throw error;
  }
}
