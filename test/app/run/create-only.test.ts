// The mode create-only: an unattended run makes new members, and plans, judges and reports everything else without trying it.
import { describe, expect, test } from 'vitest';
import { approve } from '../../../src/app/approve/approve.ts';
import { unattendedWrites } from '../../../src/app/run/unattended-writes.ts';
import type { Policy } from '../../../src/domain/planning/policy.ts';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import { aConnection, detailOf, outcomes, run, type Connection } from '../../support/builders/a-connection.ts';
import { aLeavingTeam, told } from '../../support/builders/a-leaving-team.ts';
import { aMember, aPerson } from '../../support/builders/a-person.ts';
import { limitOf } from '../../support/builders/a-policy.ts';

const CREATE_ONLY = unattendedWrites('create-only');
const DANA = { by: 'Dana Reyes', note: 'as discussed' } as const;

/** Ana starts, Mark has another title, and Jane leaves. */
function aDay(policy: Partial<Policy> = {}): Connection {
  const ports = aConnection(policy);
  ports.psa.put(aMember(11, 'jane', 'Jane Smith'), aMember(12, 'mark', 'Mark Jones'));
  ports.directory.put(
    aPerson('ana', 'Ana Novak'),
    aPerson('mark', 'Mark Jones', { title: 'Dispatcher' }),
    aPerson('jane', 'Jane Smith', { state: 'disabled' }),
  );
  return { ...ports, mode: 'create-only' };
}

function writesOf(ports: Connection): readonly string[] {
  return ports.psa.sent.map(({ write, identifier }) => `${write} ${identifier}`);
}

function digestsOf({ steps }: RunReport): readonly string[] {
  return steps.map(({ digest, verdict }) => `${verdict} ${digest}`);
}

test.each([
  ['observe', { apply: false }],
  ['create-only', { apply: true, creationsOnly: true }],
  ['full', { apply: true }],
] as const)('what the mode %s allows a run that nobody watches', (mode, allowed) => {
  expect(unattendedWrites(mode)).toEqual(allowed);
});

describe('an unattended run', () => {
  test('creates, leaves the rest, and says so', async () => {
    const ports = aDay();

    const report = await run(ports, CREATE_ONLY);

    expect(outcomes(report)).toEqual({ 'deactivate jane': 'left', 'update mark': 'left', 'create ana': 'done' });
    expect(writesOf(ports)).toEqual(['create ana']);
    expect(ports.journal.entries.map(({ entry }) => entry.kind)).toEqual(['intent', 'outcome']);
    expect(report).toMatchObject({
      mode: 'create-only',
      applied: true,
      creationsOnly: true,
      outcome: 'pending',
      summary: '1 change made and verified, 2 left by the mode create-only.',
      // Another run would leave the same, so nobody has to ask for one.
      whole: true,
    });
  });

  test('plans the very steps that one in any other mode plans', async () => {
    const observed = await run(aDay(), unattendedWrites('observe'));
    const created = await run(aDay(), CREATE_ONLY);
    const full = await run(aDay(), unattendedWrites('full'));

    expect(digestsOf(created)).toEqual(digestsOf(full));
    expect(digestsOf(created)).toEqual(digestsOf(observed));
    expect(created.planDigest).toBe(full.planDigest);
    expect(full.creationsOnly).toBeUndefined();
  });

  test('hands no work over, and brings nobody back', async () => {
    const ports = aLeavingTeam();
    const gone = aMember(15, 'omar', 'Omar Haddad');
    ports.psa.put(gone);
    ports.directory.put(aPerson('omar', 'Omar Haddad', { state: 'disabled' }));
    await run(ports, { only: (await run(ports, { apply: false })).steps.flatMap(offOf('omar')) });
    ports.directory.put(aPerson('omar', 'Omar Haddad'));

    const report = await run(ports, CREATE_ONLY);

    expect(told(report)).toEqual([
      '101 > mia: left',
      '102 > mia: left',
      '103 > mia: left',
      'reportsTo of sam > mia: left',
      'deactivate jane: left',
      'reactivate omar: left',
    ]);
    expect(writesOf(ports)).toEqual(['deactivate omar']);
    expect(ports.psa.duties.sent).toEqual([]);
    expect(report).toMatchObject({ outcome: 'pending', whole: true });
  });

  test('comes to nothing new when it is made again, and what it left counts under no limit', async () => {
    const ports = aDay({ limits: { ...aConnection().policy.limits, deactivate: limitOf(1, 1) } });

    for (let again = 0; again < 4; again += 1) await run(ports, CREATE_ONLY);
    const report = await run(ports, unattendedWrites('full'));

    expect(outcomes(report)).toEqual({ 'deactivate jane': 'done', 'update mark': 'done' });
    expect(writesOf(ports)).toEqual(['create ana', 'deactivate jane', 'update mark']);
  });

  test('over one person who has left plans that and writes nothing', async () => {
    const ports = aDay();
    await run(ports, unattendedWrites('observe'));

    const report = await run(ports, { ...CREATE_ONLY, person: aPerson('jane', 'Jane Smith').id });

    expect(outcomes(report)).toEqual({ 'deactivate jane': 'left' });
    expect(report).toMatchObject({ outcome: 'pending', whole: true });
    expect(ports.psa.sent).toEqual([]);
  });

  test('links the single sign-on of those whom it creates, and unlinks nobody', async () => {
    const ports = aDay({ linkSso: true });
    ports.psa.put(aMember(11, 'jane', 'Jane Smith', { ssoUserId: 'id-of-jane' }));

    await run(ports, CREATE_ONLY);

    expect(writesOf(ports)).toEqual(['create ana', 'link-sso ana']);
  });

  test('that dies in its first write tells what it left from what it did not get to', async () => {
    const ports = aDay();
    ports.directory.put(aPerson('zoe', 'Zoe Zander'));
    ports.psa.rule = () => {
      throw new Error('killed');
    };

    const report = await run(ports, CREATE_ONLY);

    expect(outcomes(report)).toEqual({
      'deactivate jane': 'left',
      'update mark': 'left',
      'create ana': 'unknown',
      'create zoe': 'skipped',
    });
    expect(report).toMatchObject({ outcome: 'failed', whole: false });
  });

  test('with steps that a guard holds reports them as held, and keeps them waiting', async () => {
    const ports = aDay({ limits: { ...aConnection().policy.limits, deactivate: limitOf(1) } });
    ports.psa.put(aMember(13, 'sam', 'Sam White'));
    ports.directory.put(aPerson('sam', 'Sam White', { state: 'disabled' }));

    const report = await run(ports, CREATE_ONLY);

    expect(outcomes(report)).toMatchObject({
      'deactivate jane': 'held',
      'deactivate sam': 'held',
      'create ana': 'done',
    });
    expect(ports.memories.memory.awaiting).toHaveLength(2);
  });
});

describe('a seat', () => {
  /** Three full members: the owner, Jane and Mark. */
  test.each<[string, number, Readonly<Record<string, string>>]>([
    ['that only a step which is left would free is not taken', 3, { 'deactivate jane': 'left', 'create ana': 'left' }],
    ['that is free is taken', 4, { 'deactivate jane': 'left', 'create ana': 'done' }],
  ])('%s', async (_name, contracted, expected) => {
    const ports = aDay({ seats: { F: contracted } });

    const report = await run(ports, CREATE_ONLY);

    expect(outcomes(report)).toMatchObject(expected);
    expect(report).toMatchObject({ outcome: 'pending', whole: true });
  });

  test('that does not come free is told with the creation that waits for it', async () => {
    const ports = aDay({ seats: { F: 3 } });

    const report = await run(ports, CREATE_ONLY);

    expect(detailOf(report, 'create')).toBe(
      'No seat of class F is free for ana: 3 of 3 are in use or promised, and what would free one is left.',
    );
    expect(ports.psa.sent).toEqual([]);
  });

  test('that the plan gave to somebody who returns is not taken by somebody new', async () => {
    // Omar was switched off by Rollcall and is back; the plan lets Jane's seat go to him and the free one to Ana, or the other way round.
    const ports = aDay({ seats: { F: 4 } });
    ports.psa.put(aMember(15, 'omar', 'Omar Haddad'));
    ports.directory.put(aPerson('omar', 'Omar Haddad', { state: 'disabled' }));
    const planned = await run(ports, { apply: false });
    await run(ports, { only: planned.steps.flatMap(offOf('omar')) });
    ports.directory.put(aPerson('omar', 'Omar Haddad'));

    const report = await run(ports, CREATE_ONLY);

    expect(outcomes(report)).toMatchObject({
      'deactivate jane': 'left',
      'reactivate omar': 'left',
      'create ana': 'left',
    });
    expect(outcomes(await run(ports))).toEqual({
      'deactivate jane': 'done',
      'update mark': 'done',
      'reactivate omar': 'done',
      'create ana': 'done',
    });
  });
});

describe('a person', () => {
  test('at the command line does what the mode leaves', async () => {
    const ports = aDay();
    await run(ports, CREATE_ONLY);

    const report = await run(ports, { trigger: { kind: 'command-line', by: 'dana' } });

    expect(outcomes(report)).toEqual({ 'deactivate jane': 'done', 'update mark': 'done' });
    expect(report).toMatchObject({ mode: 'create-only', outcome: 'converged' });
    expect(report.creationsOnly).toBeUndefined();
  });

  test('who approves a departure has it done at once, with what it hands over', async () => {
    const leaving = aLeavingTeam(undefined, { limits: { ...aConnection().policy.limits, deactivate: limitOf(1, 2) } });
    const ports: Connection = { ...leaving, mode: 'create-only' };
    for (const [key, name] of [
      [21, 'kim'],
      [22, 'lou'],
    ] as const) {
      ports.psa.put(aMember(key, name, 'Some Body'));
      ports.directory.put(aPerson(name, 'Some Body', { state: 'disabled' }));
    }
    const held = await run(ports, CREATE_ONLY);
    const [jane] = held.steps.filter(
      ({ action }) => action.kind === 'deactivate' && action.member.identifier === 'jane',
    );

    const { done, refused, report } = await approve(ports, { ...DANA, digest: jane?.digest ?? '' });

    expect(done).toHaveLength(1);
    expect(refused).toEqual([]);
    expect(ports.psa.named('jane')?.active).toBe(false);
    expect(ports.psa.duties.sent).toHaveLength(4);
    expect(report).toMatchObject({ mode: 'create-only', trigger: { kind: 'approval' } });
  });

  test('who approves what is not held is told what does it', async () => {
    const ports = aDay();
    const report = await run(ports, CREATE_ONLY);

    const attempt = approve(ports, { ...DANA, digest: report.steps[0]?.digest ?? '' });

    await expect(attempt).rejects.toThrow(
      'is not held but left by the mode create-only: "rollcall apply" does it, or a run in the mode full.',
    );
  });

  test('has given an approval that stands while unattended runs leave its step', async () => {
    const ports = aDay();
    ports.psa.put(aMember(15, 'omar', 'Omar Haddad', { active: false }));
    ports.directory.put(aPerson('omar', 'Omar Haddad'));
    const held = await run(ports, CREATE_ONLY);
    const [step] = held.steps.filter(({ verdict }) => verdict === 'hold');
    await ports.approvals.add(ports.name, {
      version: 1,
      digest: step!.digest,
      by: DANA.by,
      person: null,
      guards: ['confirm-return'],
      note: DANA.note,
      at: ports.clock.now().toISOString(),
      expires: '2027-01-01T00:00:00.000Z',
    });

    const report = await run(ports, CREATE_ONLY);

    expect(outcomes(report)).toMatchObject({ 'reactivate omar': 'left' });
    expect(ports.approvals.stored).toHaveLength(1);
    expect(outcomes(await run(ports))).toMatchObject({ 'reactivate omar': 'done' });
    expect(ports.approvals.stored).toEqual([]);
  });
});

function offOf(identifier: string) {
  return ({ digest, action }: RunReport['steps'][number]) =>
    action.kind === 'deactivate' && action.member.identifier === identifier ? [digest] : [];
}
