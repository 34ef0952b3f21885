// One word, one attempt, of what was seen: an approval is not used twice, not for what came later, and not for a step that has come up anew.
import { describe, expect, test } from 'vitest';
import { approve } from '../../../src/app/approve/approve.ts';
import type { Digest } from '../../../src/domain/ids.ts';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import { aConnection, outcomes, run } from '../../support/builders/a-connection.ts';
import type { Connection } from '../../support/builders/a-connection.ts';
import { aMember, aPerson } from '../../support/builders/a-person.ts';
import { limitOf } from '../../support/builders/a-policy.ts';
import { HOUR_MS } from '../../support/fixed-clock.ts';
import { callsOf, killAt, momentsOf } from '../../support/in-memory/kill-switch.ts';

const DANA = { by: 'dana', note: '', expiresInHours: 24 * 30 };
const MARK = aMember(12, 'mark', 'Mark Jones');

/** Three leavers at once where one a run is the limit, so all three wait; the digest is Mark's. */
async function threeHeld(): Promise<{ readonly ports: Connection; readonly digest: Digest }> {
  const ports = aConnection();
  const limits = { ...ports.policy.limits, deactivate: limitOf(1, 50) };
  ports.psa.put(
    aMember(11, 'jane', 'Jane Smith'),
    MARK,
    aMember(13, 'omar', 'Omar Diaz'),
    aMember(14, 'sam', 'Sam White'),
  );
  ports.directory.put(
    aPerson('jane', 'Jane Smith', { state: 'disabled' }),
    aPerson('mark', 'Mark Jones', { state: 'disabled' }),
    aPerson('omar', 'Omar Diaz', { state: 'disabled' }),
    aPerson('sam', 'Sam White'),
  );
  const limited = { ...ports, policy: { ...ports.policy, limits } };
  return { ports: limited, digest: digestOf(await run(limited), 'mark') };
}
function digestOf(report: RunReport, identifier: string): Digest {
  const step = report.steps.find(({ action }) =>
    action.kind === 'create' ? action.draft.identifier === identifier : action.member.identifier === identifier,
  );
  if (step === undefined) throw new RangeError(`Nothing is planned for ${identifier}`);
  return step.digest;
}
function guardsOf(report: RunReport, identifier: string): readonly string[] {
  const step = report.steps.find(({ digest }) => digest === digestOf(report, identifier));
  return step?.verdict === 'hold' ? step.holds.map((hold) => hold.guard) : [];
}

const approving = (digest: Digest) => (ports: Connection) => approve(ports, { ...DANA, digest });
async function callsOfAnApproval(): Promise<number> {
  const { ports, digest } = await threeHeld();
  return callsOf(ports, approving(digest));
}
const CALLS = await callsOfAnApproval();

describe.each(momentsOf(CALLS))('killed at call %i, %s it takes effect', (...moment) => {
  async function approvedAndKilled(): Promise<Connection> {
    const { ports, digest } = await threeHeld();
    await killAt(moment, ports, approving(digest));
    return ports;
  }

  test('an approval does nothing for a member that somebody has switched on again before the next run', async () => {
    const ports = await approvedAndKilled();
    const sent = ports.psa.sent.length;

    ports.psa.put(MARK);
    await run(ports);

    expect(ports.psa.sent.length).toBeLessThanOrEqual(1);
    if (sent === 1) expect(ports.psa.named('mark')?.active).toBe(true);
  });

  test.each([
    ['an hour', 1],
    ['longer than the journal is read back', 26],
  ])('an approval does not switch the member off a second time, %s later', async (_when, hours) => {
    const ports = await approvedAndKilled();
    await run(ports);

    ports.psa.put(MARK);
    ports.clock.advance(hours * HOUR_MS);
    await run(ports);
    ports.clock.advance(hours * HOUR_MS);
    await run(ports);

    expect(ports.psa.sent.length).toBeLessThanOrEqual(1);
    if (ports.psa.sent.length === 1) expect(ports.psa.named('mark')?.active).toBe(true);
  });
});

test('an approval that nobody came to remove is swept once its step was sent', async () => {
  const { ports, digest } = await threeHeld();
  const approvals = { ...ports.approvals, remove: async () => Promise.resolve() };
  await approve({ ...ports, approvals }, { ...DANA, digest });
  expect(ports.approvals.stored).toHaveLength(1);

  await run(ports);

  expect(ports.approvals.stored).toEqual([]);
});

describe('what came after the approval is not lifted by it', () => {
  /** Ana is new, and all seats are taken. */
  async function aNewcomerWithoutSeat(): Promise<{ readonly ports: Connection; readonly seen: RunReport }> {
    const ports = aConnection({ seats: { F: 2 } });
    ports.psa.put(aMember(14, 'sam', 'Sam White'));
    ports.directory.put(aPerson('sam', 'Sam White'), aPerson('ana', 'Ana Novak'));
    return { ports, seen: await run(ports) };
  }

  test('a word for a seat makes no second member of a name that has turned up meanwhile', async () => {
    const { ports, seen } = await aNewcomerWithoutSeat();
    const byHand = aMember(90, 'anovak', 'Ana Novak', { active: false, addresses: ['ana@private.example'] });
    ports.psa.put(byHand);

    const { done, refused, report } = await approve(ports, { ...DANA, digest: digestOf(seen, 'ana') });

    expect(guardsOf(seen, 'ana')).toEqual(['seats']);
    expect(done).toEqual([]);
    expect(refused[0]?.why).toContain('It is now held by doubt about who is who: ');
    expect(guardsOf(report, 'ana')).toEqual(['identity']);
    expect(ports.psa.sent).toEqual([]);
  });

  test('the guards that held the step are kept with the approval', async () => {
    const { ports, digest } = await threeHeld();

    await approve(ports, { ...DANA, digest, deadline: ports.clock.now() });

    expect(ports.approvals.stored.map(({ guards }) => guards)).toEqual([['limit-per-run']]);
  });

  test('a step that two guards hold one after the other is done with a word for each', async () => {
    const { ports } = await aNewcomerWithoutSeat();
    ports.psa.put(aMember(90, 'anovak', 'Ana Novak', { active: false, addresses: ['ana@private.example'] }));
    const seen = await run(ports);

    const first = await approve(ports, { ...DANA, digest: digestOf(seen, 'ana') });
    const second = await approve(ports, { ...DANA, digest: digestOf(first.report, 'ana') });

    expect(guardsOf(seen, 'ana')).toEqual(['identity']);
    expect(guardsOf(first.report, 'ana')).toEqual(['seats']);
    expect(first.refused[0]?.why).toMatch(
      /^It is now held by a lack of seats: .* approve again if this, too, is right\.$/,
    );
    expect(outcomes(second.report)).toEqual({ 'create ana': 'done' });
  });
});

describe('approved, but not tried', () => {
  async function approvedOnly(): Promise<{ readonly ports: Connection }> {
    const { ports, digest } = await threeHeld();
    await approve(ports, { ...DANA, digest, deadline: ports.clock.now() });
    expect(ports.approvals.stored).toHaveLength(1);
    return { ports };
  }

  test('and then no longer planned: when it is planned again, it needs a new approval', async () => {
    const { ports } = await approvedOnly();
    ports.directory.put(aPerson('mark', 'Mark Jones'));
    await run(ports);
    ports.directory.put(aPerson('mark', 'Mark Jones', { state: 'disabled' }));

    const report = await run(ports);

    expect(outcomes(report)['deactivate mark']).toBe('held');
    expect(ports.approvals.stored).toEqual([]);
    expect(ports.psa.sent).toEqual([]);
  });

  test('and then not to be seen in a doubtful read: it stands, and is used when the read is sound again', async () => {
    const { ports } = await approvedOnly();
    ports.psa.members.delete(MARK.key);
    ports.psa.problems = [{ check: 'cut', place: 'members, page 2', detail: 'The page ended early.' }];
    await run(ports);
    ports.psa.put(MARK);
    ports.psa.problems = [];

    const report = await run(ports);

    expect(outcomes(report)['deactivate mark']).toBe('done');
    expect(ports.approvals.stored).toEqual([]);
  });
});
