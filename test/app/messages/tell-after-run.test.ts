/** Telling follows the run: after its report, outside of its lock, and without any harm to it. */
import { describe, expect, test } from 'vitest';
import { tellAfterRun } from '../../../src/app/messages/tell-after-run.ts';
import { RemoteError } from '../../../src/errors.ts';
import { aConnection, run } from '../../support/builders/a-connection.ts';
import { aTellingDesk, DELIVERED } from '../../support/in-memory/telling-desk.ts';

describe('after a run', () => {
  test('its report is stored and its lock is free before anybody is told', async () => {
    const ports = aConnection();
    const desk = aTellingDesk();
    const seen: unknown[] = [];
    const chat = { ...desk.chat, send: async () => DELIVERED };
    const messages = {
      ...desk.ports.messages,
      chats: [chat],
      records: {
        ...desk.ports.messages.records,
        read: async () => {
          seen.push(ports.lock.isHeld('harborpine'), ports.archive.entries.length);
          return { record: null, version: null };
        },
      },
    };

    await run({ ...ports, messages });

    expect(seen).toEqual([false, 1]);
  });

  test.each([
    [
      'a storage that fails',
      new RemoteError({ system: 'storage', request: 'read', status: 500, reason: 'unavailable', message: 'No.' }),
      'warn',
    ],
    ['a bug', new TypeError('of undefined'), 'error'],
  ])('%s makes the run no worse', async (_what, fault, level) => {
    const ports = aConnection();
    const { messages } = aTellingDesk().ports;
    const broken = { ...messages, records: { ...messages.records, read: () => Promise.reject(fault) } };

    const report = await run({ ...ports, messages: broken });

    expect(report.outcome).toBe((await run(aConnection())).outcome);
    expect(ports.log.filter((line) => line.message === 'nobody could be told of the run')).toMatchObject([{ level }]);
  });

  test('that has used up its time, the schedule tells', async () => {
    const ports = aConnection();
    const { messages } = aTellingDesk().ports;

    await tellAfterRun({ ...ports, messages }, new Date(ports.clock.now().getTime() + 60_000));

    expect(ports.log.map(({ message }) => message)).toEqual([
      'there is no time to tell of the run, so the schedule does',
    ]);
  });
});
