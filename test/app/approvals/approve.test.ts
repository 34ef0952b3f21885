// An approval names what somebody saw; only what still stands is done, and nothing else with it.
import { describe, expect, test } from 'vitest';
import { approve } from '../../../src/app/approve/approve.ts';
import type { ReportedStep, RunReport } from '../../../src/domain/runs/run.ts';
import { RefusedError } from '../../../src/errors.ts';
import { aConnection, outcomes, run } from '../../support/builders/a-connection.ts';
import type { Connection } from '../../support/builders/a-connection.ts';
import { aMember, aPerson } from '../../support/builders/a-person.ts';
import { limitOf } from '../../support/builders/a-policy.ts';
import { HOUR_MS } from '../../support/fixed-clock.ts';
import { directoryFault } from '../../support/in-memory/memory-directory.ts';

const DANA = { by: 'dana', note: 'They have left' };
const LEAVERS = [
  ['jane', 'Jane Smith'],
  ['mark', 'Mark Jones'],
  ['omar', 'Omar Diaz'],
] as const;

/** Three leavers at once where one a run is the limit, so all three wait. */
async function threeHeld(): Promise<{ readonly ports: Connection; readonly seen: RunReport }> {
  const ports = aConnection();
  const limits = { ...ports.policy.limits, deactivate: limitOf(1, 10) };
  const limited = { ...ports, policy: { ...ports.policy, limits } };
  for (const [index, [account, name]] of LEAVERS.entries()) {
    ports.psa.put(aMember(11 + index, account, name));
    ports.directory.put(aPerson(account, name, { state: 'disabled' }));
  }
  return { ports: limited, seen: await run(limited) };
}
function stepOf(report: RunReport, identifier: string): ReportedStep {
  const found = report.steps.find(({ action }) => action.kind !== 'create' && action.member.identifier === identifier);
  if (found === undefined) throw new RangeError(`Nothing is planned for ${identifier}`);
  return found;
}

describe('what still stands is done', () => {
  test('one approved step is done, and the other held ones are not', async () => {
    const { ports, seen } = await threeHeld();

    const result = await approve(ports, { ...DANA, digest: stepOf(seen, 'mark').digest });

    expect(ports.psa.sent).toEqual([{ write: 'deactivate', identifier: 'mark' }]);
    expect(result.done.map((step) => step.digest)).toEqual([stepOf(seen, 'mark').digest]);
    expect(result.refused).toEqual([]);
    expect(result.report.trigger).toMatchObject({ kind: 'approval', by: 'dana' });
  });

  test('the first eight digits are enough, in any case', async () => {
    const { ports, seen } = await threeHeld();

    const digest = stepOf(seen, 'jane').digest.slice(0, 8).toUpperCase();

    expect((await approve(ports, { ...DANA, digest })).done).toHaveLength(1);
  });

  test("the plan's digest approves all its held steps", async () => {
    const { ports, seen } = await threeHeld();

    const result = await approve(ports, { ...DANA, digest: seen.planDigest ?? '' });

    expect(result.done).toHaveLength(3);
    expect(ports.psa.sent).toHaveLength(3);
  });

  test('the journal says who approved', async () => {
    const { ports, seen } = await threeHeld();

    await approve(ports, { ...DANA, digest: stepOf(seen, 'mark').digest });

    const intents = ports.journal.entries.flatMap(({ entry }) => (entry.kind === 'intent' ? [entry.approvedBy] : []));
    expect(intents).toEqual(['dana']);
  });

  test('it works in observe mode, where nothing is written unattended', async () => {
    const { ports, seen } = await threeHeld();

    await approve({ ...ports, mode: 'observe' }, { ...DANA, digest: stepOf(seen, 'mark').digest });

    expect(ports.psa.named('mark')?.active).toBe(false);
  });

  test('steps that go by themselves are left for the next run', async () => {
    const { ports, seen } = await threeHeld();
    ports.directory.put(aPerson('ana', 'Ana Novak'));

    const { report } = await approve(ports, { ...DANA, digest: stepOf(seen, 'mark').digest });

    expect(outcomes(report)['create ana']).toBe('open');
    expect(ports.psa.named('ana')).toBeUndefined();
  });
});

describe('an approval is good once, and not for ever', () => {
  test('it is removed when its step is done', async () => {
    const { ports, seen } = await threeHeld();

    await approve(ports, { ...DANA, digest: stepOf(seen, 'mark').digest });

    expect(ports.approvals.stored).toEqual([]);
  });

  test('it is used up when the PSA refuses the step, its giver is told so, and the next run waits for another one', async () => {
    const { ports, seen } = await threeHeld();
    ports.psa.rule = () => ({ kind: 'refused', detail: 'Member has open time sheets', fatal: false });
    const tried = await approve(ports, { ...DANA, digest: stepOf(seen, 'mark').digest });
    ports.psa.rule = () => undefined;

    const next = await run(ports);

    expect(tried.refused[0]?.why).toContain('Member has open time sheets');
    expect(tried.refused[0]?.why).toContain('used up: approve again');
    expect(ports.approvals.stored).toEqual([]);
    expect(stepOf(next, 'mark').verdict).toBe('hold');
    expect(ports.psa.sent).toHaveLength(1);
  });

  test('it stands when its step was not tried, and the next run uses it', async () => {
    const { ports, seen } = await threeHeld();
    const { digest } = stepOf(seen, 'mark');

    const { refused } = await approve(ports, { ...DANA, digest, deadline: ports.clock.now() });
    await run(ports);

    expect(refused[0]?.why).toContain('The approval stands until it expires.');
    expect(ports.psa.sent).toEqual([{ write: 'deactivate', identifier: 'mark' }]);
    expect(ports.approvals.stored).toEqual([]);
  });

  test('it is swept by the next run after it has expired, and lifts nothing then', async () => {
    const { ports, seen } = await threeHeld();
    const { digest } = stepOf(seen, 'mark');
    await approve(ports, { ...DANA, digest, expiresInHours: 2, deadline: ports.clock.now() });
    expect(ports.approvals.stored).toHaveLength(1);
    ports.clock.advance(2 * HOUR_MS);

    const report = await run(ports, { apply: false });

    expect(stepOf(report, 'mark').verdict).toBe('hold');
    expect(ports.approvals.stored).toEqual([]);
  });
});

describe('what no longer stands is refused, with what changed', () => {
  test('done by somebody else meanwhile', async () => {
    const { ports, seen } = await threeHeld();
    ports.psa.put(aMember(12, 'mark', 'Mark Jones', { active: false }));

    const { refused, done } = await approve(ports, { ...DANA, digest: stepOf(seen, 'mark').digest });

    expect(done).toEqual([]);
    expect(refused.map(({ why }) => why)).toEqual(['It is so already; nothing was left to do.']);
    expect(ports.approvals.stored).toEqual([]);
  });

  test('no longer wanted', async () => {
    const { ports, seen } = await threeHeld();
    ports.directory.put(aPerson('mark', 'Mark Jones'));

    const { refused } = await approve(ports, { ...DANA, digest: stepOf(seen, 'mark').digest });

    expect(refused.map(({ why }) => why)).toEqual(['The latest plan no longer wants it.']);
    expect(ports.psa.sent).toEqual([]);
  });

  test('planned for another reason now', async () => {
    const { ports, seen } = await threeHeld();
    ports.directory.put(aPerson('mark', 'Mark Jones', { state: 'deleted', groups: [] }));

    const { refused, report } = await approve(ports, { ...DANA, digest: stepOf(seen, 'mark').digest });

    expect(refused[0]?.why).toContain('reason was disabled, now deleted');
    expect(refused[0]?.why).toContain(stepOf(report, 'mark').digest.slice(0, 12));
    expect(ports.psa.sent).toEqual([]);
  });

  test('another kind of write now', async () => {
    const { ports, seen } = await threeHeld();
    ports.directory.put(aPerson('mark', 'Mark Jones', { title: 'Lead' }));

    const { refused } = await approve(ports, { ...DANA, digest: stepOf(seen, 'mark').digest });

    expect(refused[0]?.why).toContain('It was to deactivate; planned is now to update.');
  });

  test('held by something that approval does not lift now', async () => {
    const { ports, seen } = await threeHeld();
    const policy = { ...ports.policy, protectedMembers: ['owner', 'mark'] };

    const { refused } = await approve({ ...ports, policy }, { ...DANA, digest: stepOf(seen, 'mark').digest });

    expect(refused[0]?.why).toContain('still held by protection');
    expect(ports.psa.sent).toEqual([]);
  });

  test('when the run cannot read, its fault is the reason and the approval stands', async () => {
    const { ports, seen } = await threeHeld();
    ports.directory.faults.readRoster = directoryFault('unavailable', 'Microsoft Entra ID does not answer.');

    const { refused, report } = await approve(ports, { ...DANA, digest: stepOf(seen, 'mark').digest });

    expect(report.outcome).toBe('failed');
    expect(refused[0]?.why).toContain('Microsoft Entra ID does not answer.');
    expect(ports.approvals.stored).toHaveLength(1);
  });
});

describe('refused before anything is recorded or written', () => {
  test('a hold that approval does not lift, naming the guard and what to do', async () => {
    const ports = aConnection({ protectedMembers: ['owner', 'jane'] });
    ports.psa.put(aMember(11, 'jane', 'Jane Smith'));
    ports.directory.put(aPerson('jane', 'Jane Smith', { state: 'disabled' }));
    const seen = await run(ports);

    const attempt = approve(ports, { ...DANA, digest: stepOf(seen, 'jane').digest });

    await expect(attempt).rejects.toThrow(/protection: .*change the configuration/);
    expect(ports.approvals.stored).toEqual([]);
    expect(ports.archive.entries).toHaveLength(1);
  });

  test("of a plan's held steps only those that approval lifts are done; the rest is refused by name", async () => {
    const { ports } = await threeHeld();
    const policy = { ...ports.policy, protectedMembers: ['owner', 'mark'] };
    const guarded = { ...ports, policy };
    const seen = await run(guarded);

    const { done, refused } = await approve(guarded, { ...DANA, digest: seen.planDigest ?? '' });

    expect(done).toHaveLength(2);
    expect(refused.map(({ digest }) => digest)).toEqual([stepOf(seen, 'mark').digest]);
    expect(refused[0]?.why).toContain('protected');
    expect(ports.psa.named('mark')?.active).toBe(true);
  });

  test('while another run is under way, and the approval is taken back', async () => {
    const { ports, seen } = await threeHeld();
    await ports.lock.acquire(ports.name);

    const attempt = approve(ports, { ...DANA, digest: stepOf(seen, 'mark').digest });

    await expect(attempt).rejects.toThrow('under way');
    expect(ports.approvals.stored).toEqual([]);
  });

  test.each([
    ['too few digits', { digest: 'abc' }, 'first 8'],
    ['no digits at all', { digest: '../../etc/passwd' }, 'not a digest'],
    ['a digest that fits nothing', { digest: '0'.repeat(64) }, 'Waiting for approval'],
    ['nobody gives it', { digest: '0'.repeat(64), by: ' ' }, 'name'],
    ['an expiry of nothing', { digest: '0'.repeat(64), expiresInHours: 0 }, '0 hours'],
    ['an expiry that is no number', { digest: '0'.repeat(64), expiresInHours: Number.NaN }, 'NaN hours'],
  ])('%s', async (_name, request, words) => {
    const { ports } = await threeHeld();

    const attempt = approve(ports, { ...DANA, ...request });

    await expect(attempt).rejects.toThrow(RefusedError);
    await expect(attempt).rejects.toThrow(words);
    expect(ports.approvals.stored).toEqual([]);
  });

  test('a step that is not held needs no approval', async () => {
    const ports = aConnection();
    ports.directory.put(aPerson('ana', 'Ana Novak'));
    const seen = await run(ports, { apply: false });

    await expect(approve(ports, { ...DANA, digest: seen.steps[0]?.digest ?? '' })).rejects.toThrow('not held');
  });

  test('there is no plan yet', async () => {
    await expect(approve(aConnection(), { ...DANA, digest: '0'.repeat(64) })).rejects.toThrow('rollcall plan');
  });
});
