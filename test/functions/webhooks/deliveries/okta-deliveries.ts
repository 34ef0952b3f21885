/** Deliveries of Okta's event hook: good ones, and what is wrong with bad ones. */
import { ADA, anEntry, anEnvelope, BEN, group, TECHNICIANS, user } from '../../../adapters/okta/events/an-entry.ts';
import { HEADER, OKTA_SECRETS, oktaCall } from '../webhook-desk.ts';
import {
  nearMiss,
  nested,
  ofAnotherType,
  onPrototype,
  replaced,
  spoilJson,
  spoilUtf8,
  STRANGE_NAMES,
} from './spoil.ts';
import type { Call } from '../../app/call-function.ts';
import type { Random } from './random.ts';
import { EVENT_TYPES } from '../../../../src/adapters/okta/events/event-types.ts';

/** A call, and what its answer may be. */
export interface BadCall {
  readonly call: Call;
  readonly answers: readonly number[];
}

const irrelevant = (random: Random) =>
  anEntry({
    uuid: `irrelevant-${random.below(1e9)}`,
    eventType: random.of(['user.session.start', 'user.account.lock', 'system.org.rate_limit.warning', 'toString']),
  });

const event = (random: Random) =>
  anEntry({
    uuid: `okta-${random.below(1e9)}-${random.below(1e9)}`,
    eventType: random.of(EVENT_TYPES),
    target: random.of([[user(BEN)], [group(TECHNICIANS), user(ADA)], [user(ADA), user(BEN)], [group(TECHNICIANS)]]),
  });

const body = (random: Random): ReturnType<typeof anEnvelope> => {
  const events = Array.from({ length: 1 + random.below(3) }, () => event(random));
  return anEnvelope(random.of([events, [irrelevant(random), ...events], [...events, null]]));
};

export const goodOktaCall = (random: Random): Call =>
  oktaCall(body(random), random.below(2) === 0 ? {} : { headers: { [HEADER]: OKTA_SECRETS[1] } });

const raw = (text: string | Uint8Array): Call => oktaCall(null, { body: text });
/** One event, so that nothing good is left when it is spoilt. */
const single = (random: Random) => anEnvelope([anEntry({ ...event(random), target: [user(BEN)] })]);

const FIELDS = [
  '',
  'source',
  'data',
  'data/events',
  'data/events/0',
  'data/events/0/uuid',
  'data/events/0/published',
  'data/events/0/eventType',
  'data/events/0/target',
  'data/events/0/target/0',
  'data/events/0/target/0/id',
  'data/events/0/target/0/type',
] as const;

/** `taken`: good calls that were taken in before. */
export const BAD_OKTA: Readonly<Record<string, (random: Random, taken: readonly Call[]) => BadCall>> = {
  'no secret': (random) => ({
    call: oktaCall(body(random), { headers: random.of([{}, { Authorization: OKTA_SECRETS[0] }]) }),
    answers: [401],
  }),
  'wrong secret': (random) => ({
    call: oktaCall(body(random), { headers: { [HEADER]: nearMiss(random, OKTA_SECRETS) } }),
    answers: [401],
  }),
  'wrong org': (random) => ({
    call: oktaCall({
      ...body(random),
      source: random.of([
        'https://example.okta.com/api/v1/eventHooks/who1',
        'https://pinecrest.okta.com.evil.example/',
        'https://evil.example/?https://pinecrest.okta.com/',
        'https://pinecrest.okta.com@evil.example/',
        'https://pinecrest-admin.okta.com/',
        'pinecrest.okta.com',
        'javascript:alert(1)',
        '//pinecrest.okta.com/',
        '',
      ]),
    }),
    answers: [403],
  }),
  'unknown connection': (random) => ({
    call: { ...goodOktaCall(random), params: { connection: random.of([...STRANGE_NAMES, 'harborpine']) } },
    answers: [404],
  }),
  'no name': (random) => ({ call: { ...goodOktaCall(random), params: {} }, answers: [404] }),
  oversized: (random) => ({
    call: raw(`${JSON.stringify(body(random)).slice(0, -1)},"padding":"${'x'.repeat(1024 * 1024)}"}`),
    answers: [413],
  }),
  'deeply nested': (random) => ({
    call: raw(
      random.of([
        nested(random, 1_000 + random.below(50_000), JSON.stringify(body(random))),
        JSON.stringify(single(random)).replace(/"target":\[.*?\]/, `"target":${nested(random, 20_000, '7')}`),
      ]),
    ),
    answers: [400, 204],
  }),
  'invalid UTF-8': (random) => ({ call: raw(spoilUtf8(random, JSON.stringify(body(random)))), answers: [400] }),
  'no JSON': (random) => ({ call: raw(spoilJson(random, JSON.stringify(body(random)))), answers: [400] }),
  replayed: (random, taken) => ({ call: random.of(taken), answers: [204] }),
  'prototype keys': (random) => ({
    call: raw(
      random.of([
        onPrototype(random, body(random)),
        JSON.stringify(body(random)).replace('"data":', '"__proto__":'),
        JSON.stringify(anEnvelope('@')).replace('"@"', `[${onPrototype(random, event(random))}]`),
      ]),
    ),
    answers: [400, 204],
  }),
  'huge array': (random) => ({
    call: raw(
      JSON.stringify(anEnvelope('@')).replace(
        '"@"',
        `[${`${random.of(['{}', 'null', '[]', '{"eventType":"user.session.start"}'])},`.repeat(3_000)}0]`,
      ),
    ),
    answers: [204],
  }),
  null: (random) => ({
    call: oktaCall(random.of([null, { ...body(random), data: null }, anEnvelope(null), anEnvelope([null, null])])),
    answers: [400, 204],
  }),
  'nothing relevant': (random) => ({
    call: oktaCall(anEnvelope(Array.from({ length: random.below(4) }, () => irrelevant(random)))),
    answers: [204],
  }),
  'nobody who can be named': (random) => ({
    call: oktaCall(
      anEnvelope([
        {
          ...event(random),
          target: random.of([
            [
              {
                ...user(BEN),
                id: random.of(['', '00u', '00u/../../api/v1/apps', '../x', '__proto__', `${BEN}\n`, TECHNICIANS]),
              },
            ],
            [{ ...user(BEN), type: random.of(['AppUser', 'user', 'UserGroup', '']) }],
            [{ ...group(TECHNICIANS), id: BEN }],
            [],
          ]),
        },
      ]),
    ),
    answers: [204],
  }),
  'a challenge without end': (random) => ({
    call: {
      path: '/api/webhooks/okta/pinecrest',
      params: { connection: 'pinecrest' },
      method: 'GET',
      headers: { 'x-okta-verification-challenge': random.of(['', 'x'.repeat(1_025), 'x'.repeat(60_000)]) },
    },
    answers: [400],
  }),
  ...Object.fromEntries(
    FIELDS.map((field) => [
      `wrong type: ${field === '' ? 'the whole' : field}`,
      (random: Random): BadCall => ({
        call: oktaCall(replaced(single(random), field, (old) => ofAnotherType(random, old))),
        answers: [400, 403, 204],
      }),
    ]),
  ),
};
