// What a report says of seats: the decision's word, and the trend over the earlier runs from the index.
import { seatTrend } from '../../core/seats/trend.ts';
import type { RunEntry } from '../../domain/runs/run.ts';
import type { SeatingReport } from '../../domain/people/seat.ts';
import { RemoteError } from '../../errors.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { faultFields } from '../fault-words.ts';
import type { Course } from './course.ts';

/** A quarter of a year of hourly runs, and as many again for those over one person; beyond, the trend begins later. */
const MOST_RUNS = 4_000;

/** null: there was no plan, or one person was looked at. An index that cannot be read costs the trend and not the report. */
export async function seatingReport(
  ports: Pick<ConnectionPorts, 'name' | 'archive' | 'logger'>,
  { decision, run, startedAt }: Pick<Course, 'decision' | 'run' | 'startedAt'>,
): Promise<SeatingReport | null> {
  const seating = decision?.seating ?? null;
  if (decision === null || seating === null) return null;
  const seats = decision.seats.map((seat) => ({ class: seat.class, used: seat.used, contracted: seat.contracted }));
  const current = { run, at: startedAt.toISOString(), seats, idle: seating.idle?.length ?? null };
  return { ...seating, trend: seatTrend(await earlierRuns(ports), current) };
}

async function earlierRuns({
  name,
  archive,
  logger,
}: Pick<ConnectionPorts, 'name' | 'archive' | 'logger'>): Promise<readonly RunEntry[]> {
  try {
    return await archive.list(name, { limit: MOST_RUNS });
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    logger.warn('the index of runs could not be read, so the report has no trend', faultFields(error));
    return [];
  }
}
