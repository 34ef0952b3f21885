/** Delivers as a directory does, only more stubbornly: again and again until it is told that a delivery was taken in, and sometimes once more after that. */
import { setTimeout as delay } from 'node:timers/promises';
import type { HookRequest } from '../../../src/sandbox/okta/events/hook-request.ts';
import type { WorldPerson } from '../../../src/sandbox/world.ts';
import type { Random } from '../../functions/webhooks/deliveries/random.ts';
import type { EventCompany } from '../../support/events/event-company.ts';
import { deliveryFor } from '../../support/events/event-deliveries.ts';

export interface DeliveryCounts {
  good: number;
  repeated: number;
  /** With a wrong secret, or of no form at all. */
  bad: number;
  /** Attempts that were answered by a 5xx, that were not answered in time, and that nobody listened to. */
  failed: number;
  late: number;
  unheard: number;
}

export interface Deliverer {
  readonly counts: Readonly<DeliveryCounts>;
  /** Milliseconds of every attempt that was answered, whatever the answer. */
  readonly answerTimes: readonly number[];
  /** In words, what was answered as it should not be. */
  readonly problems: readonly string[];
  /** Resolves once it is taken in, or surely is not; later ones may overtake it. Never rejects. */
  good(people: readonly WorldPerson[]): Promise<void>;
  bad(people: readonly WorldPerson[]): Promise<void>;
}

/** As long as both directories wait. */
const LIMIT_MS = 3_000;
const AGAIN_AFTER_MS = 500;
const MOST_LATE_MS = 3_000;
/** Longer than anything that goes wrong here. */
const GIVE_UP_MS = 180_000;

export function createDeliverer(company: EventCompany, random: Random): Deliverer {
  const counts: DeliveryCounts = { good: 0, repeated: 0, bad: 0, failed: 0, late: 0, unheard: 0 };
  const answerTimes: number[] = [];
  const problems: string[] = [];

  async function send(request: HookRequest): Promise<number | 'late' | 'unheard'> {
    const started = performance.now();
    try {
      const answer = await fetch(company.hookUrl, { ...request, signal: AbortSignal.timeout(LIMIT_MS) });
      await answer.body?.cancel();
      answerTimes.push(performance.now() - started);
      return answer.status;
    } catch (error) {
      if (error instanceof DOMException) return 'late';
      // What fetch calls a failed connection.
      if (error instanceof TypeError) return 'unheard';
      throw error;
    }
  }

  async function untilTaken(request: HookRequest): Promise<void> {
    const end = performance.now() + GIVE_UP_MS;
    while (performance.now() < end) {
      const answer = await send(request);
      if (typeof answer === 'number' && answer < 500) {
        if (answer >= 300) problems.push(`a good delivery was refused by ${answer}`);
        return;
      }
      counts[typeof answer === 'number' ? 'failed' : answer] += 1;
      await delay(AGAIN_AFTER_MS);
    }
    problems.push(`a good delivery was not taken in within ${GIVE_UP_MS / 1000} s`);
  }

  return {
    counts,
    answerTimes,
    problems,
    async good(people) {
      const request = deliveryFor(company, people);
      const again = random.below(4) === 0;
      const [late, later] = [random.below(2) * random.below(MOST_LATE_MS), random.below(MOST_LATE_MS)];
      counts.good += 1;
      await delay(late);
      await untilTaken(request);
      if (!again) return;
      counts.repeated += 1;
      await delay(later);
      await untilTaken(request);
    },
    async bad(people) {
      const wrong = deliveryFor(company, people, 'a-secret-that-nobody-gave');
      const right = deliveryFor(company, people);
      const cut = { ...right, body: right.body.slice(0, -1 - random.below(right.body.length - 1)) };
      const request = random.of([wrong, cut, { ...right, body: '{}' }]);
      counts.bad += 1;
      const answer = await send(request);
      // Graph is told the same whatever the secret was.
      const expected = request !== wrong ? 400 : company.directory === 'entra' ? 202 : 401;
      if (typeof answer === 'number' && answer < 500 && answer !== expected)
        problems.push(`a bad delivery was answered by ${answer} in the place of ${expected}`);
    },
  };
}
