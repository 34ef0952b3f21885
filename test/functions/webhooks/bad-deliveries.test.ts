/** Ten thousand bad deliveries: none reaches a queue, none is answered as a fault, and nothing that was sent or kept secret shows anywhere. */
import { ADA, BEN } from '../../adapters/entra/events/an-item.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aWebhookDesk, ENTRA_SECRETS, OKTA_SECRETS } from './webhook-desk.ts';
import { BAD_ENTRA, goodEntraCall } from './deliveries/entra-deliveries.ts';
import { BAD_OKTA, goodOktaCall, type BadCall } from './deliveries/okta-deliveries.ts';
import type { Call, Called } from '../app/call-function.ts';
import { createRandom, type Random } from './deliveries/random.ts';
import { openWebhooks, type Webhooks } from './open-webhooks.ts';

const SEED = 20261123;
const MANY = 10_000;
/** These cost as much as a hundred others, so they come as rarely. */
const HEAVY = ['oversized', 'huge array', 'deeply nested'];
const HEAVY_TIMES = 8;

const SENDERS = {
  okta: { bad: BAD_OKTA, good: goodOktaCall },
  entra: { bad: BAD_ENTRA, good: goodEntraCall },
} as const;
type Sender = keyof typeof SENDERS;
type Send = (to: Sender, call: Call) => Promise<Called>;

/** Every kind of bad delivery, as `okta: wrong org`, with how often it comes so that there are `many` in all. */
function plan(many: number, heavyTimes: number): ReadonlyMap<string, number> {
  const kinds = (['okta', 'entra'] as const).flatMap((to) =>
    Object.keys(SENDERS[to].bad).map((kind) => ({ to, kind })),
  );
  const light = kinds.filter(({ kind }) => !HEAVY.includes(kind));
  const left = many - (kinds.length - light.length) * heavyTimes;
  return new Map(
    kinds.map(({ to, kind }) => {
      const extra = light.findIndex((one) => one.to === to && one.kind === kind) < left % light.length ? 1 : 0;
      return [`${to}: ${kind}`, HEAVY.includes(kind) ? heavyTimes : Math.floor(left / light.length) + extra];
    }),
  );
}

function make(
  random: Random,
  name: string,
  taken: Readonly<Record<Sender, readonly Call[]>>,
): BadCall & { readonly to: Sender } {
  const to = name.startsWith('okta') ? 'okta' : 'entra';
  const bad = SENDERS[to].bad[name.slice(to.length + 2)];
  if (bad === undefined) throw new RangeError(`There is no bad delivery "${name}"`);
  return { to, ...bad(random, taken[to]) };
}

/** What must show nowhere: parts of secrets, of what was sent for one, of people's names and ids. */
const NOWHERE = [
  ...[...OKTA_SECRETS, ...ENTRA_SECRETS].flatMap((secret) => [secret, secret.slice(0, 8), secret.slice(-8)]),
  'contoso',
  'example',
  '00u1active2',
  ADA,
  BEN,
  'passwd',
  '__proto__',
  'alert',
].map((word) => word.toLowerCase());

function revealed(lines: readonly string[]): readonly string[] {
  const all = lines.join('\n').toLowerCase();
  return NOWHERE.filter((word) => all.includes(word));
}

interface Way {
  readonly send: Send;
  /** Messages in the queue, where that is quickly told. */
  readonly waiting: () => number;
  readonly random: Random;
  /** Good calls that were taken in before. */
  readonly taken: Readonly<Record<Sender, readonly Call[]>>;
}

/** Sends them all, in an order of chance. Surprises: those that got another answer than they may, or reached the queue. */
async function sendAll(counts: ReadonlyMap<string, number>, { send, waiting, random, taken }: Way) {
  const left = [...counts].flatMap(([name, times]) => Array.from({ length: times }, () => name));
  const sent = new Map<string, number>();
  const surprises: string[] = [];
  const texts = new Set<string>();
  while (left.length > 0) {
    const [name = ''] = left.splice(random.below(left.length), 1);
    const { to, call, answers } = make(random, name, taken);
    const before = waiting();
    const answer = await send(to, call);
    sent.set(name, (sent.get(name) ?? 0) + 1);
    texts.add(answer.text);
    if (!answers.includes(answer.status) || waiting() > before)
      surprises.push(`${name}: ${answer.status} to ${JSON.stringify(call).slice(0, 300)}`);
  }
  return { sent, surprises, texts };
}

describe('over a queue in memory', () => {
  test('ten thousand bad deliveries of every kind leave nothing behind but counts in the log', async () => {
    const desk = aWebhookDesk();
    const random = createRandom(SEED);
    const send: Send = async (to, call) => desk[to](call);
    const taken = {
      okta: Array.from({ length: 20 }, () => goodOktaCall(random)),
      entra: Array.from({ length: 20 }, () => goodEntraCall(random)),
    };
    // Good ones of the same making do reach it, so that what follows can fail.
    for (const to of ['okta', 'entra'] as const) {
      for (const call of taken[to]) {
        const before = desk.queue.sent.length;
        expect((await send(to, call)).status).toBe(to === 'okta' ? 204 : 202);
        expect(desk.queue.sent.length).toBeGreaterThan(before);
      }
    }
    desk.queue.sent.length = 0;
    const noted = desk.ledger.noted.length;
    const counts = plan(MANY, HEAVY_TIMES);

    const { sent, surprises, texts } = await sendAll(counts, {
      send,
      waiting: () => desk.queue.sent.length,
      random,
      taken,
    });

    expect([...sent.values()].reduce((sum, times) => sum + times, 0)).toBe(MANY);
    expect(new Map([...sent].toSorted())).toEqual(new Map([...counts].toSorted()));
    expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(HEAVY_TIMES);
    expect(surprises).toEqual([]);
    expect(desk.queue.sent).toEqual([]);
    expect(desk.ledger.noted).toHaveLength(noted);
    // Only Graph's handshake is answered with a word: its own.
    expect([...texts].toSorted()).toEqual(['', 'x']);
    expect(desk.log.some((line) => line.includes('"level":"error"'))).toBe(false);
    expect(revealed(desk.log)).toEqual([]);
    expect(Math.max(...desk.log.map((line) => line.length))).toBeLessThan(300);
  }, 120_000);

  test('the search for what must show nowhere finds it where it is', () => {
    expect(revealed([`x ${OKTA_SECRETS[0].toUpperCase()} y`, ADA])).toEqual(
      expect.arrayContaining([OKTA_SECRETS[0], ADA]),
    );
  });
});

describe('over the real queue', () => {
  let webhooks: Webhooks;
  beforeAll(async () => {
    webhooks = await openWebhooks();
  });
  afterAll(async () => {
    await webhooks.app.stop();
  });

  test('a sample of each kind reaches nothing either', async () => {
    const random = createRandom(SEED);
    const send: Send = async (to, call) => webhooks[to](call);
    const taken = { okta: [goodOktaCall(random)], entra: [goodEntraCall(random)] };
    for (const to of ['okta', 'entra'] as const) for (const call of taken[to]) await send(to, call);
    const before = await webhooks.waiting();
    expect(before).toBeGreaterThanOrEqual(2);
    const kinds = new Map([...plan(MANY, HEAVY_TIMES)].map(([name]) => [name, 2] as const));

    const { surprises } = await sendAll(kinds, { send, waiting: () => 0, random, taken });

    expect(surprises).toEqual([]);
    expect(await webhooks.waiting()).toBe(before);
    expect(revealed(webhooks.log)).toEqual([]);
  });
});
