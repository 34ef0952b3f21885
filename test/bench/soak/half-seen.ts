/** A run that cannot see everything, by intent: chance seldom brings one that nothing else makes up for. Its message has to come again, or what it was about is lost. */
import { setTimeout as delay } from 'node:timers/promises';
import { COMPANY, type EventCompany } from '../../support/events/event-company.ts';
import { untilQuiet } from '../../support/work-queues.ts';
import type { Changes } from './changes.ts';
import { look } from './later-runs.ts';

const LOOK_EVERY_MS = 200;
const MOST_MS = 120_000;

/** A change that nothing but this one message tells of. Answers, in words, what is lost; empty: nothing. */
export async function surviveHalfSeen(
  company: EventCompany,
  { changes, quietMs }: { readonly changes: Changes; readonly quietMs: number },
): Promise<readonly string[]> {
  const { storage, sandbox, azurite } = company;
  const newest = async () => (await storage.archive.list(COMPANY, { limit: 1 }))[0];
  const before = (await newest())?.run;
  // Everybody is read, and the proof that nobody is missing is not to be had.
  sandbox.addFault({
    system: 'psa',
    path: /members\/count/,
    effect: { kind: 'answer', status: 503 },
    times: Number.POSITIVE_INFINITY,
  });
  try {
    changes.next();
    await storage.queue?.send({
      kind: 'run',
      connection: COMPANY,
      asked: { by: 'event', at: new Date().toISOString() },
    });
    const end = performance.now() + MOST_MS;
    while ((await newest())?.run === before) {
      if (performance.now() > end) return ['no run was made while the members could not be counted'];
      await delay(LOOK_EVERY_MS);
    }
  } finally {
    sandbox.clearFaults();
  }
  await untilQuiet(azurite.connectionString, quietMs);
  const { lost } = await look(company);
  return lost.map((words) => `after a run that could not count the members, ${words}`);
}
