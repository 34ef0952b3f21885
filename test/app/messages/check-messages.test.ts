/** What the self-test says of the receivers of a connection. */
import { expect, test } from 'vitest';
import { messagesSelfTest } from '../../../src/app/messages/check-messages.ts';
import { tell } from '../../../src/app/messages/tell.ts';
import { aTellingDesk, UNDELIVERED } from '../../support/in-memory/telling-desk.ts';
import { HELD } from './told-runs.ts';

const OK = {
  name: 'Messages: slack (Slack)',
  result: 'ok',
  detail: 'The address has the right form.',
  fix: null,
} as const;

test('nothing where nobody is told', async () => {
  const { ports } = aTellingDesk();

  expect(await messagesSelfTest({ ...ports, messages: null }).check()).toEqual([]);
});

test('each receiver, and whom the last attempt did not reach', async () => {
  const desk = aTellingDesk({}, { check: async () => [OK] });
  desk.chat.delivery = UNDELIVERED;
  await desk.ran(HELD);
  await tell(desk.ports);

  expect(await messagesSelfTest(desk.ports).check()).toEqual([
    OK,
    {
      name: 'Messages: slack, last attempt',
      result: 'warn',
      detail: 'Messages do not reach "slack" since 2026-11-23T11:00:00.000Z: The receiver answered 500.',
      fix: 'Mend it, then try it out: rollcall messages test --connection harborpine',
    },
  ]);
});

test('a record that cannot be read', async () => {
  const desk = aTellingDesk();
  desk.store.put('harborpine/messages.json', '{');

  expect(await messagesSelfTest(desk.ports).check()).toMatchObject([
    { name: 'Messages: what was told', result: 'fail' },
  ]);
});

test('a bug is not called a fault of the storage', async () => {
  const { ports } = aTellingDesk();
  const records = { ...ports.messages.records, read: () => Promise.reject(new TypeError('of undefined')) };

  await expect(messagesSelfTest({ ...ports, messages: { ...ports.messages, records } }).check()).rejects.toThrow(
    TypeError,
  );
});
