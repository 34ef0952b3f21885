// The one place that knows where records lie. Run ids begin with their instant, so every folder sorts by time.
import type { ConnectionName, RunId } from '../../../domain/ids.ts';

export const memoryPath = (connection: ConnectionName): string => `${connection}/memory.json`;
export const approvalsPath = (connection: ConnectionName): string => `${connection}/approvals.json`;
export const objectionsPath = (connection: ConnectionName): string => `${connection}/objections.json`;
export const rulingsPath = (connection: ConnectionName): string => `${connection}/decisions.json`;
/** No connection's name has a dot. */
export const FORM_KEY_PATH = 'form-key.json';
export const subscriptionsPath = (connection: ConnectionName): string => `${connection}/subscriptions.json`;
export const droppedPath = (connection: ConnectionName): string => `${connection}/dropped.json`;
export const messagesPath = (connection: ConnectionName): string => `${connection}/messages.json`;

export const journalFolder = (connection: ConnectionName): string => `${connection}/journal/`;
/** All lines of one run, in the folder of the day on which the run began. */
export const journalPath = (connection: ConnectionName, run: RunId): string =>
  `${journalFolder(connection)}${dayOf(run)}/${run}.jsonl`;

export const eventsFolder = (connection: ConnectionName): string => `${connection}/events/`;
/** The events that were accepted in one hour (`2026-11-25T14`, UTC). A file that can take no more is followed by part 2. */
export const eventsPath = (connection: ConnectionName, hour: string, part: number): string =>
  `${eventsFolder(connection)}${hour}${part === 1 ? '' : `-${part}`}.jsonl`;

/** `name`: one for which isRunFile holds. */
export const runFilePath = (connection: ConnectionName, run: RunId, name: string): string =>
  `${connection}/runs/${run}/${name}`;

export const indexFolder = (connection: ConnectionName): string => `${connection}/index/`;
/** The runs that began in the same month as this one. */
export const indexPath = (connection: ConnectionName, run: RunId): string =>
  `${indexFolder(connection)}${monthOf(run)}.json`;

/** Last segment of a path up to its first dot: the run of a journal file. */
export function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.indexOf('.');
  return dot === -1 ? name : name.slice(0, dot);
}

/** `2026-11-23` */
function dayOf(run: RunId): string {
  return `${monthOf(run)}-${run.slice(6, 8)}`;
}

/** `2026-11` */
function monthOf(run: RunId): string {
  return `${run.slice(0, 4)}-${run.slice(4, 6)}`;
}
