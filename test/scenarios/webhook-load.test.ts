/** Many deliveries at once, good ones and bad ones, and a process that is killed between them: what was taken in is done, once, and nothing else is. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deliveryFor } from '../support/events/event-deliveries.ts';
import { openEventCompany, type EventCompany } from '../support/events/event-company.ts';
import { renameAll, verdictOn } from '../support/events/event-verdict.ts';
import { sendDeliveries } from '../support/events/send-deliveries.ts';
import { untilQuiet } from '../support/work-queues.ts';

const EMPLOYED = 60;
const CHANGED = 40;
const IN_FLIGHT = 20;
/** Long enough for the kill to come before anything of it is looked at. */
const SETTLE_SECONDS = 8;
const QUIET_LIMIT_MS = 240_000;

describe.each([
  { directory: 'okta', taken: 204, refused: 401 },
  // Graph would repeat what is refused for hours, so everything is answered alike.
  { directory: 'entra', taken: 202, refused: 202 },
] as const)('$directory', ({ directory, taken, refused }) => {
  let company: EventCompany;
  beforeAll(async () => {
    company = await openEventCompany({ directory, people: EMPLOYED, settleSeconds: SETTLE_SECONDS });
    await company.firstRun();
    await untilQuiet(company.azurite.connectionString, QUIET_LIMIT_MS);
  }, QUIET_LIMIT_MS);
  afterAll(() => company.stop());

  test(
    'what was taken in before and after a kill is done, each member once',
    async () => {
      const changed = [...company.sandbox.world.people.values()].slice(0, CHANGED);
      renameAll(changed, (index) => `Changed${index}`);
      company.sandbox.clearTraffic();
      const round = () => [
        ...changed.flatMap((person) => [deliveryFor(company, [person]), deliveryFor(company, [person])]),
        ...changed.slice(0, 10).map((person) => deliveryFor(company, [person], 'a-secret-that-nobody-gave')),
      ];
      const statuses = async () => {
        const answers = await sendDeliveries(company.hookUrl, round(), { inFlight: IN_FLIGHT });
        return answers.map(({ status }) => status);
      };
      const expected = [...changed.flatMap(() => [taken, taken]), ...Array.from({ length: 10 }, () => refused)];

      const before = await statuses();
      await company.killAndRestart();
      const after = await statuses();
      await untilQuiet(company.azurite.connectionString, QUIET_LIMIT_MS);

      expect(before).toEqual(expected);
      expect(after).toEqual(expected);
      expect(verdictOn(company, changed)).toEqual({ lost: 0, twice: 0, writes: CHANGED });
      expect(await company.storage.queue?.countPoisoned()).toBe(0);
    },
    QUIET_LIMIT_MS,
  );
});
