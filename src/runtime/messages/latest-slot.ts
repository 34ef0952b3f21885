/** When a digest was due last: the time zone's changes of the clock included. */
import { Cron } from 'croner';
import { WEEKDAYS, type DigestSchedule } from '../../domain/messages/message.ts';
import { InvariantError } from '../../errors.ts';

/** The latest due time at or before `now`. */
export function latestSlot(schedule: DigestSchedule, now: Date): Date {
  const cron = new Cron(patternOf(schedule), { timezone: schedule.every === 'hourly' ? 'UTC' : schedule.timeZone });
  // The one before the next second, so that a time that is just due counts.
  const [slot] = cron.previousRuns(1, new Date((Math.floor(now.getTime() / 1000) + 1) * 1000));
  if (slot === undefined) throw new InvariantError(`A digest that is due ${schedule.every} was never due`);
  return slot;
}

function patternOf(schedule: DigestSchedule): string {
  switch (schedule.every) {
    case 'hourly':
      return '0 0 * * * *';
    case 'daily':
      return `0 0 ${schedule.hour} * * *`;
    case 'weekly':
      return `0 0 ${schedule.hour} * * ${WEEKDAYS.indexOf(schedule.weekday)}`;
  }
}
