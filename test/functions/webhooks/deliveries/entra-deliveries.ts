/** Deliveries of Graph: good ones, and what is wrong with bad ones. */
import { ADA, aGroupItem, anItem, BEN, SUBSCRIPTION, TENANT } from '../../../adapters/entra/events/an-item.ts';
import { ENTRA_SECRETS, entraCall } from '../webhook-desk.ts';
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
import type { BadCall } from './okta-deliveries.ts';
import type { Call } from '../../app/call-function.ts';
import type { Random } from './random.ts';

type Item = Readonly<Record<string, unknown>>;

/** With an id, so that it is known when it comes again. */
const item = (random: Random): Item => ({
  ...random.of([
    anItem(),
    anItem({ changeType: 'deleted' }),
    aGroupItem(),
    aGroupItem({ 'members@delta': [{ id: BEN }] }),
  ]),
  id: `entra-${random.below(1e9)}-${random.below(1e9)}`,
  clientState: random.of(ENTRA_SECRETS),
});

const items = (random: Random): readonly Item[] => Array.from({ length: 1 + random.below(3) }, () => item(random));

export const goodEntraCall = (random: Random): Call => entraCall({ value: items(random) });

const raw = (text: string | Uint8Array): Call => entraCall(null, { body: text });
/** The same thing wrong with each of them. */
const all = (random: Random, over: () => Item): Call =>
  entraCall({ value: items(random).map((one) => ({ ...one, ...over() })) });
const lifecycle = (random: Random): Item => ({
  lifecycleEvent: 'reauthorizationRequired',
  clientState: ENTRA_SECRETS[0],
  subscriptionId: SUBSCRIPTION,
  tenantId: TENANT,
  id: `lifecycle-${random.below(1e9)}`,
});

/** With every field that is read, in an item that has it. */
const FIELDS = {
  user: [
    '',
    'value',
    'value/0',
    'value/0/id',
    'value/0/clientState',
    'value/0/tenantId',
    'value/0/subscriptionId',
    'value/0/changeType',
    'value/0/resource',
    'value/0/resourceData',
    'value/0/resourceData/id',
    'value/0/resourceData/@odata.type',
    'value/0/resourceData/eventTime',
  ],
  group: ['value/0/resourceData/members@delta'],
  lifecycle: ['value/0/lifecycleEvent'],
} as const;
const SINGLE: Readonly<Record<keyof typeof FIELDS, (random: Random) => Item>> = {
  user: (random) =>
    anItem({
      id: `single-${random.below(1e9)}`,
      resourceData: { '@odata.type': '#Microsoft.Graph.User', id: ADA, eventTime: '2026-11-23T10:00:00Z' },
    }),
  group: () => aGroupItem({ 'members@delta': [{ id: BEN }] }),
  lifecycle,
};

/** `taken`: good calls that were taken in before. */
export const BAD_ENTRA: Readonly<Record<string, (random: Random, taken: readonly Call[]) => BadCall>> = {
  'no client state': (random) => ({
    call: all(random, () => random.of([{ clientState: undefined }, { clientState: null }, { clientState: '' }])),
    answers: [202],
  }),
  'wrong client state': (random) => ({
    call: all(random, () => ({ clientState: nearMiss(random, ENTRA_SECRETS) })),
    answers: [202],
  }),
  'wrong tenant': (random) => ({
    call: all(random, () => ({
      tenantId: random.of([ADA, '', 'common', `${TENANT} `, '{tenantId}', TENANT.slice(1)]),
    })),
    answers: [202],
  }),
  'unknown subscription': (random) => ({
    call: all(random, () => ({
      subscriptionId: random.of([TENANT, '', `${SUBSCRIPTION}0`, SUBSCRIPTION.slice(0, -1), '__proto__', '*']),
    })),
    answers: [202],
  }),
  'lifecycle event of somebody else': (random) => ({
    call: entraCall({
      value: [
        {
          ...lifecycle(random),
          ...random.of([
            { clientState: nearMiss(random, ENTRA_SECRETS) },
            { tenantId: ADA },
            { subscriptionId: TENANT },
            { subscriptionId: null },
          ]),
        },
      ],
    }),
    answers: [202],
  }),
  'nothing that can be named': (random) => ({
    call: all(random, () => ({
      resource: random.of([null, `Devices/${ADA}`, 'Users/', 'Users/../x', `me/messages/${ADA}`]),
      resourceData: random.of([null, {}, { id: 'ada' }, { '@odata.type': '#Microsoft.Graph.Device', id: ADA }]),
    })),
    answers: [202],
  }),
  'unknown connection': (random) => ({
    call: {
      ...goodEntraCall(random),
      params: { connection: random.of([...STRANGE_NAMES, 'pinecrest']) },
      path: random.of(['/api/webhooks/entra/x', '/api/webhooks/entra/x?validationToken=x']),
    },
    answers: [404],
  }),
  'no name': (random) => ({ call: { ...goodEntraCall(random), params: {} }, answers: [404] }),
  oversized: (random) => ({
    call: raw(`${JSON.stringify({ value: items(random) }).slice(0, -1)},"padding":"${'x'.repeat(1024 * 1024)}"}`),
    answers: [413],
  }),
  'deeply nested': (random) => ({
    call: raw(
      random.of([
        nested(random, 1_000 + random.below(50_000), JSON.stringify({ value: items(random) })),
        `{"value":${nested(random, 1_000 + random.below(50_000), JSON.stringify(item(random)))}}`,
      ]),
    ),
    answers: [400, 202],
  }),
  'invalid UTF-8': (random) => ({
    call: raw(spoilUtf8(random, JSON.stringify({ value: items(random) }))),
    answers: [400],
  }),
  'no JSON': (random) => ({ call: raw(spoilJson(random, JSON.stringify({ value: items(random) }))), answers: [400] }),
  replayed: (random, taken) => ({ call: random.of(taken), answers: [202] }),
  'prototype keys': (random) => ({
    call: raw(
      random.of([
        onPrototype(random, { value: items(random) }),
        `{"value":[${onPrototype(random, item(random))}]}`,
        JSON.stringify({ value: items(random) }).replace('"value":', '"__proto__":'),
        JSON.stringify({ value: [item(random)] }).replace('"clientState":', '"__proto__":'),
      ]),
    ),
    answers: [400, 202],
  }),
  'huge array': (random) => ({
    call: raw(
      `{"value":[${`${random.of(['{}', 'null', '[]', '{"clientState":"x"}', `{"clientState":"${ENTRA_SECRETS[0]}"}`])},`.repeat(3_000)}0]}`,
    ),
    answers: [202],
  }),
  null: (random) => ({
    call: entraCall(random.of([null, { value: null }, { value: [null, null] }, { value: [] }])),
    answers: [400, 202],
  }),
  'a token beside it': (random) => ({
    call: { ...goodEntraCall(random), path: '/api/webhooks/entra/harborpine?validationToken=x' },
    answers: [200],
  }),
  'a token without end': (random) => ({
    call: { ...goodEntraCall(random), path: `/api/webhooks/entra/harborpine?validationToken=${'x'.repeat(4_097)}` },
    answers: [400],
  }),
  ...Object.fromEntries(
    (['user', 'group', 'lifecycle'] as const).flatMap((kind) =>
      FIELDS[kind].map((field) => [
        `wrong type: ${field === '' ? 'the whole' : field}`,
        (random: Random): BadCall => ({
          call: entraCall(replaced({ value: [SINGLE[kind](random)] }, field, (old) => ofAnotherType(random, old))),
          answers: [400, 202],
        }),
      ]),
    ),
  ),
};
