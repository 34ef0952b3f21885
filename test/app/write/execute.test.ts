// Each way in which one write can turn out, told by running the whole run.
import { describe, expect, test } from 'vitest';
import { aConnection, detailOf, outcomes, run } from '../../support/builders/a-connection.ts';
import type { Connection } from '../../support/builders/a-connection.ts';
import { aMember, aPerson } from '../../support/builders/a-person.ts';
import { MINUTE_MS } from '../../support/fixed-clock.ts';
import { psaFault } from '../../support/in-memory/memory-psa.ts';
import type { PsaWrite } from '../../support/in-memory/memory-psa.ts';

const SILENCE = { kind: 'unknown', detail: 'No answer came within 30 s.' } as const;

function aLeaver(ports: Connection = aConnection()): Connection {
  ports.psa.put(aMember(11, 'jane', 'Jane Smith'));
  ports.directory.put(aPerson('jane', 'Jane Smith', { state: 'disabled' }));
  return ports;
}
function aNewcomer(ports: Connection = aConnection()): Connection {
  ports.directory.put(aPerson('ana', 'Ana Novak'));
  return ports;
}
/** The write goes through, and no read after it does. */
function blindAfterTheWrite(ports: Connection): () => undefined {
  return () => {
    ports.psa.beforeRead = () => {
      throw psaFault('unavailable', 'The PSA is down.');
    };
  };
}
function sentOf(ports: Connection, write: PsaWrite): number {
  return ports.psa.sent.filter((sent) => sent.write === write).length;
}

describe('a write that nobody answered', () => {
  test.each([
    ['a creation that did happen', aNewcomer, 'create ana'],
    ['a deactivation that did happen', aLeaver, 'deactivate jane'],
  ])('%s is looked up, found done, and sent only once', async (_name, arrange, subject) => {
    const ports = arrange();
    ports.psa.rule = (_sent, carry) => {
      carry();
      return SILENCE;
    };

    const report = await run(ports);

    expect(outcomes(report)).toEqual({ [subject]: 'done' });
    expect(detailOf(report, subject.split(' ')[0] ?? '')).toContain('never answered');
    expect(ports.psa.sent).toHaveLength(1);
  });

  test.each([
    ['a creation that did not happen', aNewcomer, 'create ana'],
    ['a deactivation that did not happen', aLeaver, 'deactivate jane'],
  ])('%s stays unknown, is not sent again in this run, and a later run does it', async (_name, arrange, subject) => {
    const ports = arrange();
    // Limits are shares of the team, and both attempts count: a team of two lets the second one through.
    ports.psa.put(aMember(13, 'sam', 'Sam White'));
    ports.directory.put(aPerson('sam', 'Sam White'));
    ports.psa.rule = () => SILENCE;

    const first = await run(ports);
    const sentInFirst = ports.psa.sent.length;
    ports.psa.rule = () => undefined;
    ports.clock.advance(60 * MINUTE_MS);
    const later = await run(ports);

    expect(outcomes(first)).toEqual({ [subject]: 'unknown' });
    expect(first.outcome).toBe('failed');
    expect(sentInFirst).toBe(1);
    expect(outcomes(later)).toEqual({ [subject]: 'done' });
  });

  test('a fault thrown by the write itself counts as no answer, and is looked up', async () => {
    const ports = aLeaver();
    ports.psa.rule = (_sent, carry) => {
      carry();
      throw psaFault('unavailable', 'The connection was reset.');
    };

    expect(outcomes(await run(ports))).toEqual({ 'deactivate jane': 'done' });
  });

  test('a look-up that fails too leaves the outcome unknown, with both reasons', async () => {
    const ports = aLeaver();
    ports.psa.rule = () => {
      ports.psa.beforeRead = () => {
        throw psaFault('unavailable', 'The PSA is down.');
      };
      return SILENCE;
    };

    const report = await run(ports);

    expect(outcomes(report)).toEqual({ 'deactivate jane': 'unknown' });
    expect(detailOf(report, 'deactivate')).toMatch(/No answer came.*The PSA is down/);
  });
});

describe('before the write', () => {
  test('a record that moved since the plan is left alone and not journaled', async () => {
    const ports = aConnection();
    ports.psa.put(aMember(12, 'mark', 'Mark Jones'));
    ports.directory.put(aPerson('mark', 'Mark Jones', { title: 'Dispatcher' }));
    ports.psa.beforeRead = () => {
      const mark = aMember(12, 'mark', 'Mark Jones');
      ports.psa.put({ ...mark, fields: { ...mark.fields, title: 'Lead' } });
    };

    const report = await run(ports);

    expect(outcomes(report)).toEqual({ 'update mark': 'moved' });
    expect(ports.psa.sent).toEqual([]);
    expect(ports.journal.entries).toEqual([]);
  });

  test('a record that is so already is not written and not journaled', async () => {
    const ports = aLeaver();
    ports.psa.beforeRead = () => {
      ports.psa.put(aMember(11, 'jane', 'Jane Smith', { active: false }));
    };

    const report = await run(ports);

    expect(outcomes(report)).toEqual({ 'deactivate jane': 'already' });
    expect(ports.psa.sent).toEqual([]);
    expect(ports.journal.entries).toEqual([]);
  });

  test('a Member ID that was taken meanwhile is not created a second time', async () => {
    const ports = aNewcomer();
    ports.psa.beforeRead = () => {
      ports.psa.put(aMember(77, 'ana', 'Another Ana', { addresses: [] }));
    };

    expect(outcomes(await run(ports))).toEqual({ 'create ana': 'moved' });
    expect(ports.psa.sent).toEqual([]);
  });

  test("a failed read of one record is that record's failure; the others go on", async () => {
    const ports = aNewcomer(aLeaver());
    ports.psa.beforeRead = (asked) => {
      if (asked === 11) throw psaFault('unavailable', 'The PSA is down.');
    };

    const report = await run(ports);

    expect(outcomes(report)).toEqual({ 'deactivate jane': 'refused', 'create ana': 'done' });
    expect(detailOf(report, 'deactivate')).toBe('Nothing was written: The PSA is down.');
  });

  test('credentials that are refused while reading stop every later step', async () => {
    const ports = aNewcomer(aLeaver());
    ports.psa.beforeRead = () => {
      throw psaFault('credentials', 'The PSA refused the keys.');
    };

    expect(outcomes(await run(ports))).toEqual({ 'deactivate jane': 'refused', 'create ana': 'skipped' });
    expect(ports.psa.sent).toEqual([]);
  });
});

describe('after the write', () => {
  test('a refusal is reported in the words of the PSA, and the others go on', async () => {
    const ports = aNewcomer(aLeaver());
    ports.psa.rule = ({ write }) =>
      write === 'deactivate' ? { kind: 'refused', detail: 'Member has open time sheets', fatal: false } : undefined;

    const report = await run(ports);

    expect(outcomes(report)).toEqual({ 'deactivate jane': 'refused', 'create ana': 'done' });
    expect(detailOf(report, 'deactivate')).toBe('Member has open time sheets');
  });

  test('a fatal refusal stops every later step', async () => {
    const ports = aNewcomer(aLeaver());
    ports.psa.rule = () => ({ kind: 'refused', detail: 'The PSA refused the keys.', fatal: true });

    expect(outcomes(await run(ports))).toEqual({ 'deactivate jane': 'refused', 'create ana': 'skipped' });
    expect(ports.psa.sent).toHaveLength(1);
  });

  test('a write that the PSA confirms but does not keep is unverified', async () => {
    const ports = aLeaver();
    ports.psa.rule = () => ({ kind: 'done', key: aMember(11, 'jane', 'Jane Smith').key });

    const report = await run(ports);

    expect(outcomes(report)).toEqual({ 'deactivate jane': 'unverified' });
    expect(report.outcome).toBe('failed');
    expect(ports.memories.memory.tombstones).toEqual([]);
  });

  test('a re-read that fails leaves the outcome unknown, not done', async () => {
    const ports = aLeaver();
    ports.psa.rule = blindAfterTheWrite(ports);

    expect(outcomes(await run(ports))).toEqual({ 'deactivate jane': 'unknown' });
  });

  test('whoever was switched off without a re-read comes back by itself: it was Rollcall who did it', async () => {
    const ports = aLeaver();
    ports.psa.rule = blindAfterTheWrite(ports);
    await run(ports);
    ports.psa.rule = () => undefined;
    ports.psa.beforeRead = () => undefined;
    await run(ports);
    ports.directory.put(aPerson('jane', 'Jane Smith'));

    expect(outcomes(await run(ports))).toEqual({ 'reactivate jane': 'done' });
  });
});

describe('single sign-on', () => {
  test('is linked for a new member and unlinked for a leaver when the policy says so', async () => {
    const ports = aNewcomer(aConnection({ linkSso: true }));
    ports.psa.put(aMember(11, 'jane', 'Jane Smith', { ssoUserId: 'sso-jane' }));
    ports.directory.put(aPerson('jane', 'Jane Smith', { state: 'disabled' }));

    await run(ports);

    expect(ports.psa.named('ana')?.ssoUserId).toBe('id-of-ana');
    expect(ports.psa.named('jane')?.ssoUserId).toBeNull();
  });

  test('is left alone when the policy does not say so', async () => {
    const ports = aNewcomer();
    ports.psa.put(aMember(11, 'jane', 'Jane Smith', { ssoUserId: 'sso-jane' }));
    ports.directory.put(aPerson('jane', 'Jane Smith', { state: 'disabled' }));

    await run(ports);

    expect(sentOf(ports, 'link-sso') + sentOf(ports, 'unlink-sso')).toBe(0);
  });

  test.each([
    ['refused', () => ({ kind: 'refused', detail: 'SSO is not set up', fatal: false }) as const, 'SSO is not set up'],
    ['unanswered', () => SILENCE, 'No answer came'],
    [
      'faulty',
      () => {
        throw psaFault('unavailable', 'The PSA is down.');
      },
      'The PSA is down.',
    ],
  ])('a link that is %s is a note on a step that is done', async (_name, reply, words) => {
    const ports = aNewcomer(aConnection({ linkSso: true }));
    ports.psa.rule = ({ write }) => (write === 'link-sso' ? reply() : undefined);

    const report = await run(ports);

    expect(outcomes(report)).toEqual({ 'create ana': 'done' });
    expect(detailOf(report, 'create')).toContain(words);
    expect(report.outcome).toBe('converged');
  });

  test('is not touched any more once the lock is lost', async () => {
    const ports = aNewcomer(aConnection({ linkSso: true }));
    ports.psa.rule = ({ write }) => {
      if (write === 'create') ports.lock.take(ports.name);
      return undefined;
    };

    const report = await run(ports);

    expect(sentOf(ports, 'link-sso')).toBe(0);
    expect(detailOf(report, 'create')).toContain('could not be linked');
  });
});

describe('seats', () => {
  test('a creation waits when the deactivation that should free its seat was refused', async () => {
    const ports = aNewcomer(aLeaver(aConnection({ seats: { F: 2 } })));
    ports.psa.rule = ({ write }) =>
      write === 'deactivate' ? { kind: 'refused', detail: 'Member has open time sheets', fatal: false } : undefined;

    const report = await run(ports);

    expect(outcomes(report)).toEqual({ 'deactivate jane': 'refused', 'create ana': 'skipped' });
    expect(detailOf(report, 'create')).toContain('2 of 2');
  });

  test('a deactivation whose result is unknown frees no seat', async () => {
    const ports = aNewcomer(aLeaver(aConnection({ seats: { F: 2 } })));
    ports.psa.rule = ({ write }) => (write === 'deactivate' ? SILENCE : undefined);

    expect(outcomes(await run(ports))).toEqual({ 'deactivate jane': 'unknown', 'create ana': 'skipped' });
  });

  test('a seat that came free is taken in the same run', async () => {
    const ports = aNewcomer(aLeaver(aConnection({ seats: { F: 2 } })));

    expect(outcomes(await run(ports))).toEqual({ 'deactivate jane': 'done', 'create ana': 'done' });
  });
});

describe('the deadline', () => {
  test.each([
    ['a minute before it no step is begun', MINUTE_MS, 'skipped'],
    ['with more than a minute left the step is done', 2 * MINUTE_MS, 'done'],
  ])('%s', async (_name, left, expected) => {
    const ports = aLeaver();
    const deadline = new Date(ports.clock.now().getTime() + 60 * MINUTE_MS + left);

    const report = await run(ports, { deadline });

    expect(outcomes(report)).toEqual({ 'deactivate jane': expected });
  });
});

describe('only what was asked for', () => {
  test('a run of chosen steps leaves every other step untried', async () => {
    const ports = aNewcomer(aLeaver());
    const planned = await run(ports, { apply: false });
    const chosen = planned.steps.filter((step) => step.action.kind === 'create').map((step) => step.digest);

    const report = await run(ports, { only: chosen });

    expect(outcomes(report)).toEqual({ 'deactivate jane': 'open', 'create ana': 'done' });
    expect(ports.psa.sent).toEqual([{ write: 'create', identifier: 'ana' }]);
  });
});
