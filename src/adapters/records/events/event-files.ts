// The files in which accepted events lie: one for each hour in which something was accepted, and further parts of it where one was not enough.
import type { ConnectionName } from '../../../domain/ids.ts';
import type { Store } from '../../../ports/run-ports.ts';
import { listAll } from '../store/list-all.ts';
import { eventsFolder, eventsPath, stemOf } from '../store/paths.ts';
import { malformed } from '../store/stored-json.ts';

export const HOUR = 3_600_000;
/** Files read at the same time. */
const AT_ONCE = 8;

export interface EventFile {
  readonly path: string;
  /** `2026-11-25T14`, UTC. */
  readonly hour: string;
  /** From 1. */
  readonly part: number;
}

/** `2026-11-25T14` of milliseconds since 1970. */
export function hourOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 13);
}

/** When an hour is over, milliseconds since 1970. */
export function endOfHour(hour: string): number {
  return Date.parse(`${hour}:00:00.000Z`) + HOUR;
}

/** In the order in which they were written, from that hour on. Throws RemoteError `malformed` on a file that Rollcall does not make. */
export async function listEventFiles(
  store: Store,
  connection: ConnectionName,
  from: string,
): Promise<readonly EventFile[]> {
  const folder = eventsFolder(connection);
  const files: EventFile[] = [];
  for await (const path of listAll(store, folder, `${folder}${from}`)) {
    const [, hour = '', part = '1'] = /^(\d{4}-\d\d-\d\dT\d\d)(?:-(\d{1,4}))?$/.exec(stemOf(path)) ?? [];
    if (path !== eventsPath(connection, hour, Number(part)))
      throw malformed(path, 'its name is not an hour', 'Move it out of the events folder.');
    files.push({ path, hour, part: Number(part) });
  }
  // A tenth part comes before the second in the listing, and both before the first.
  return files.sort((left, right) =>
    left.hour === right.hour ? left.part - right.part : left.hour < right.hour ? -1 : 1,
  );
}

/** What `take` makes of the text of each file, in the order of the files. */
export async function readEventFiles<Taken>(
  store: Store,
  files: readonly EventFile[],
  take: (file: EventFile, text: string) => Taken,
): Promise<readonly Taken[]> {
  const taken: Taken[] = [];
  for (let from = 0; from < files.length; from += AT_ONCE) {
    const texts = await Promise.all(
      files.slice(from, from + AT_ONCE).map(async (file) => ({ file, stored: await store.read(file.path) })),
    );
    for (const { file, stored } of texts) if (stored !== undefined) taken.push(take(file, stored.text));
  }
  return taken;
}
