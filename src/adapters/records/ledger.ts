// Which events were taken in: one file of lines per connection and day.
import { z } from 'zod';
import type { AcceptedEvent } from '../../domain/event.ts';
import type { ConnectionName } from '../../domain/ids.ts';
import type { Clock, EventLedger, Store } from '../../ports.ts';
import { instantShape, personIdShape } from './shapes/id-shapes.ts';
import { listOf } from './shapes/list-shape.ts';
import { parseStored, renderStoredLine } from './stored-json.ts';

const DAY_MS = 86_400_000;
const shape = z.strictObject({ id: z.string().nullable(), at: instantShape, people: listOf(personIdShape) });
const ADVICE = 'Remove the file: events that are delivered again are then looked at once more.';
const pathOf = (connection: ConnectionName, at: number): string =>
  `${connection}/events/${new Date(at).toISOString().slice(0, 10)}.jsonl`;

export function createLedger(store: Store, clock: Clock): EventLedger {
  async function readSince(connection: ConnectionName, since: string): Promise<readonly AcceptedEvent[]> {
    const from = Date.parse(since);
    const events: AcceptedEvent[] = [];
    for (let day = from; pathOf(connection, day) <= pathOf(connection, clock.now().getTime()); day += DAY_MS) {
      const path = pathOf(connection, day);
      const lines = (await store.read(path))?.text.split('\n').slice(0, -1) ?? [];
      events.push(...lines.map((text) => parseStored(shape, { path, text, advice: ADVICE })));
    }
    return events.filter(({ at }) => Date.parse(at) >= from).sort((left, right) => (left.at < right.at ? -1 : 1));
  }
  return {
    readSince,
    async seen(connection, ids) {
      const since = new Date(clock.now().getTime() - DAY_MS).toISOString();
      const known = new Set((await readSince(connection, since)).map(({ id }) => id));
      return new Set(ids.filter((id) => known.has(id)));
    },
    async note(connection, events) {
      for (const event of events) {
        const path = pathOf(connection, Date.parse(event.at));
        await store.append(path, renderStoredLine(shape, path, event));
      }
    },
  };
}
