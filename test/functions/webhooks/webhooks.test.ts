/** Both webhooks through their handlers, the real configuration, the real queue and the real ledger. */
import { describe, expect, test, vi } from 'vitest';
import { ADA, aGroupItem, anItem } from '../../adapters/entra/events/an-item.ts';
import { anEntry, anEnvelope } from '../../adapters/okta/events/an-entry.ts';
import { ENTRA_SECRETS, entraCall, HEADER, OKTA_SECRETS, oktaCall } from './webhook-desk.ts';
import { webhooksOfFile } from './open-webhooks.ts';
import { RE_READ_MS } from '../../../src/runtime/webhooks/desk.ts';
import { connectionName } from '../../../src/domain/ids.ts';
import { readFileSync } from 'node:fs';
import { systemClock } from '../../../src/runtime/system.ts';

const webhooks = await webhooksOfFile();

describe('the verification', () => {
  test('of Okta gets its word back', async () => {
    const answer = await webhooks.okta({
      method: 'GET',
      path: '/api/webhooks/okta/pinecrest',
      params: { connection: 'pinecrest' },
      headers: { 'x-okta-verification-challenge': 'kjh23exampleQ9' },
    });

    expect(answer).toMatchObject({ status: 200, text: '{"verification":"kjh23exampleQ9"}' });
  });

  test('of Graph gets its token back', async () => {
    const path = '/api/webhooks/entra/harborpine?validationToken=Validation%3a+Testing+client+application';

    expect(await webhooks.entra({ method: 'POST', path, params: { connection: 'harborpine' } })).toMatchObject({
      status: 200,
      text: 'Validation: Testing client application',
    });
  });
});

test('a delivery of Okta waits in the queue and is known when it comes again', async () => {
  const before = await webhooks.waiting();
  const call = oktaCall(anEnvelope([anEntry({ uuid: 'over-azurite' })]));

  expect((await webhooks.okta(call)).status).toBe(204);
  expect(await webhooks.waiting()).toBe(before + 1);
  expect((await webhooks.okta(call)).status).toBe(204);

  expect(await webhooks.waiting()).toBe(before + 1);
  expect(webhooks.log).toEqual([
    expect.stringContaining('"invocation":"test-invocation","connection":"pinecrest","accepted":1,"repeated":0'),
    expect.stringContaining('"accepted":0,"repeated":1'),
  ]);
  const { ledger } = await webhooks.app.storage();
  expect(await ledger.seen(connectionName('pinecrest'), ['over-azurite', 'other'])).toEqual(new Set(['over-azurite']));
});

test('a delivery of Graph waits in the queue', async () => {
  const before = await webhooks.waiting();

  const answer = await webhooks.entra(entraCall({ value: [anItem(), aGroupItem(), anItem({ tenantId: ADA })] }));

  expect(answer).toMatchObject({ status: 202, text: '' });
  expect(await webhooks.waiting()).toBe(before + 2);
});

test.each([
  ['another secret', () => webhooks.okta(oktaCall(anEnvelope([anEntry()]), { headers: { [HEADER]: 'x' } })), 401],
  ['a connection without events', () => webhooks.okta(oktaCall(null, { params: { connection: 'quiet' } })), 404],
  ['another client state', () => webhooks.entra(entraCall({ value: [anItem({ clientState: 'x' })] })), 202],
  ['another subscription', () => webhooks.entra(entraCall({ value: [anItem({ subscriptionId: ADA })] })), 202],
])('%s reaches no queue', async (_what, call, status) => {
  const before = await webhooks.waiting();

  expect(await call()).toMatchObject({ status, text: '' });
  expect(await webhooks.waiting()).toBe(before);
});

test('neither the directory nor the PSA is asked while a sender waits', () => {
  expect(webhooks.app.company.sandbox.traffic).toEqual([]);
});

test('a broken configuration asks the sender to repeat, and says nothing more', async () => {
  const text = readFileSync(webhooks.app.place, 'utf8');
  const elapsed = systemClock.elapsed();
  const clock = vi.spyOn(systemClock, 'elapsed').mockReturnValue(elapsed + RE_READ_MS);
  webhooks.app.write('{ "version": 1, "connections": "hunter2" }');

  for (const answer of [
    await webhooks.okta(oktaCall(anEnvelope([anEntry()]))),
    await webhooks.entra(entraCall({ value: [anItem()] })),
  ])
    expect(answer).toEqual({ status: 503, headers: { 'retry-after': '10' }, text: '' });

  expect(webhooks.log).toEqual([
    expect.stringContaining('"message":"delivery not taken in","invocation":"test-invocation","fault":"ConfigError"'),
    expect.stringContaining('"fault":"ConfigError"'),
  ]);
  expect(webhooks.log.join()).not.toContain('hunter2');

  webhooks.app.write(text);
  expect((await webhooks.okta(oktaCall(anEnvelope([])))).status).toBe(204);
  clock.mockRestore();
});

test('no log line holds a secret or a name', async () => {
  await webhooks.okta(oktaCall(anEnvelope([anEntry({ uuid: null })])));
  await webhooks.okta(oktaCall(null, { headers: { [HEADER]: 'a-secret-of-somebody-else' } }));
  await webhooks.entra(entraCall({ value: [anItem(), anItem({ clientState: 'a-secret-of-somebody-else' })] }));

  expect(webhooks.log).toHaveLength(3);
  for (const word of [OKTA_SECRETS[0], ENTRA_SECRETS[0], 'a-secret-of-somebody-else', 'example', ADA])
    expect(webhooks.log.join('\n')).not.toContain(word);
});
