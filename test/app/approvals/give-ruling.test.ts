// What is decided is recorded at once, with the name of who decided; nothing is written to the PSA by it.
import { describe, expect, test } from 'vitest';
import { giveRuling } from '../../../src/app/approve/give-ruling.ts';
import type { RulingRequest } from '../../../src/app/approve/ruling-request.ts';
import { rulingId } from '../../../src/domain/ids.ts';
import { RefusedError } from '../../../src/errors.ts';
import { outcomes, run, type Connection } from '../../support/builders/a-connection.ts';
import { aMember, aPerson } from '../../support/builders/a-person.ts';
import { HOUR_MS } from '../../support/fixed-clock.ts';
import { aHeldTeam, DANA, digestOf, ELI, heldStep } from './a-held-team.ts';

const give = (ports: Connection, request: Partial<RulingRequest>) =>
  giveRuling(ports, { kind: 'approve', digests: [], by: DANA, note: '', ...request });

describe('an approval', () => {
  test('is kept with who gave it, why, until when, and the guards that they saw; nothing is written', async () => {
    const { ports, seen } = await aHeldTeam();
    const at = ports.clock.now().toISOString();

    const ruling = await give(ports, { digests: [digestOf(seen, 'mark')], note: '  They have left  ' });

    expect(ports.approvals.stored).toEqual([
      {
        version: 1,
        digest: digestOf(seen, 'mark'),
        by: DANA.name,
        person: DANA.person,
        guards: ['limit-per-run'],
        note: 'They have left',
        at,
        expires: new Date(Date.parse(at) + 24 * HOUR_MS).toISOString(),
      },
    ]);
    expect(ruling).toMatchObject({ kind: 'approve', by: DANA.name, seen: seen.run, result: null });
    expect(ruling.ticket).toMatch(/^req-/);
    expect(ports.rulings.stored).toEqual([ruling]);
    expect(ports.psa.sent).toEqual([]);
  });

  test('stands as long as the connection says, or as its giver does', async () => {
    const { ports, seen } = await aHeldTeam({ expiresHours: 3 });

    const plain = await give(ports, { digests: [digestOf(seen, 'mark')] });
    const longer = await give(ports, { digests: [digestOf(seen, 'jane')], expiresInHours: 5 });

    const hours = [plain, longer].map(({ at, ends }) => (Date.parse(ends ?? '') - Date.parse(at)) / HOUR_MS);
    expect(hours).toEqual([3, 5]);
  });

  test('is used by the next run, and once', async () => {
    const { ports, seen } = await aHeldTeam();
    await give(ports, { digests: [digestOf(seen, 'mark')] });

    await run(ports);
    ports.psa.put(aMember(12, 'mark', 'mark Leaver'));
    const again = await run(ports);

    expect(ports.psa.sent).toEqual([{ write: 'deactivate', identifier: 'mark' }]);
    expect(outcomes(again)['deactivate mark']).toBe('held');
    expect(ports.approvals.stored).toEqual([]);
  });

  test('of many digests does those that fit, and tells of the others', async () => {
    const { ports, seen } = await aHeldTeam();

    const ruling = await give(ports, { digests: [digestOf(seen, 'mark'), '0'.repeat(64), digestOf(seen, 'jane')] });

    expect(ruling.steps.map(({ subject, standing }) => [subject, standing])).toEqual([
      ['mark', 'counts'],
      ['jane', 'counts'],
    ]);
    expect(ruling.unfitting.join()).toContain('Nothing in run');
  });

  test('with the same id twice is one decision, even when it has been taken back since', async () => {
    const { ports, seen } = await aHeldTeam();
    const request = { digests: [digestOf(seen, 'mark')], id: rulingId('dec-20261123T101500Z-1a2b3c4d5e6f') };
    const first = await give(ports, request);
    await give(ports, { kind: 'take-back', digests: request.digests });

    const second = await give(ports, request);

    expect(second).toEqual(first);
    expect(ports.approvals.stored).toEqual([]);
    expect(ports.rulings.stored).toHaveLength(2);
  });

  test('with an id of somebody else is refused', async () => {
    const { ports, seen } = await aHeldTeam();
    const request = { digests: [digestOf(seen, 'mark')], id: rulingId('dec-20261123T101500Z-1a2b3c4d5e6f') };
    await give(ports, request);

    await expect(give(ports, { ...request, by: ELI })).rejects.toThrow('somebody else');
  });
});

describe('a denial', () => {
  test('holds the step with its words through run after run, and lets nobody wait for it', async () => {
    const { ports, seen } = await aHeldTeam();
    await give(ports, { kind: 'deny', digests: [digestOf(seen, 'mark')], note: 'On leave' });

    await run(ports);
    const later = await run(ports);

    expect(heldStep(later, 'mark').holds.map(({ why }) => why)).toContain(`Denied by ${DANA.name}: On leave`);
    expect(later.summary).toBe('2 held, 1 denied or set aside.');
    expect(ports.archive.entries[0]?.counts.held).toBe(2);
    expect(ports.psa.sent).toEqual([]);
  });

  test('takes away what was approved before it, and refuses what is approved after', async () => {
    const { ports, seen } = await aHeldTeam();
    const digests = [digestOf(seen, 'mark')];
    await give(ports, { digests });

    await give(ports, { kind: 'deny', digests, by: ELI, note: 'No' });

    expect(ports.approvals.stored).toEqual([]);
    await expect(give(ports, { digests })).rejects.toThrow(`Denied by ${ELI.name}: No Take that back first`);
    expect(ports.approvals.stored).toEqual([]);
  });

  test('holds also what no other guard holds any more', async () => {
    const { ports, seen } = await aHeldTeam();
    for (const name of ['jane', 'mark', 'omar']) await give(ports, { kind: 'deny', digests: [digestOf(seen, name)] });
    ports.memories.memory = { ...ports.memories.memory, awaiting: [] };

    const report = await run(ports);

    expect(Object.values(outcomes(report))).toEqual(['held', 'held', 'held']);
    expect(report.outcome).toBe('converged');
    expect(report.summary).toBe('3 denied or set aside.');
  });

  test('is over when the step is no longer planned, and does not come back with it', async () => {
    const { ports, seen } = await aHeldTeam();
    await give(ports, { kind: 'deny', digests: [digestOf(seen, 'mark')] });
    ports.directory.put(aPerson('mark', 'mark Leaver'));
    await run(ports);
    expect(ports.objections.stored).toEqual([]);

    ports.directory.put(aPerson('mark', 'mark Leaver', { state: 'disabled' }));
    const again = await run(ports);

    expect(heldStep(again, 'mark').holds.map(({ guard }) => guard)).toEqual(['limit-per-run']);
  });

  test('is over when the step has become another one', async () => {
    const { ports, seen } = await aHeldTeam();
    await give(ports, { kind: 'deny', digests: [digestOf(seen, 'mark')] });
    ports.directory.put(aPerson('mark', 'mark Leaver', { state: 'deleted', groups: [] }));

    const report = await run(ports);

    expect(digestOf(report, 'mark')).not.toBe(digestOf(seen, 'mark'));
    expect(heldStep(report, 'mark').holds.map(({ guard }) => guard)).toEqual(['limit-per-run']);
  });

  test('outlasts a read that cannot be trusted', async () => {
    const { ports, seen } = await aHeldTeam();
    await give(ports, { kind: 'deny', digests: [digestOf(seen, 'mark')] });
    ports.psa.problems = [{ check: 'cut', place: 'members, page 2', detail: 'The page ended early.' }];
    ports.psa.members.delete(aMember(12, 'mark', 'mark Leaver').key);

    await run(ports);

    expect(ports.objections.stored).toHaveLength(1);
  });
});

describe('what is set aside', () => {
  test('is held until its day, and waits again then', async () => {
    const { ports, seen } = await aHeldTeam();
    const until = new Date(ports.clock.now().getTime() + 3 * HOUR_MS).toISOString();
    await give(ports, { kind: 'hold', digests: [digestOf(seen, 'mark')], until });

    const before = await run(ports);
    ports.clock.advance(3 * HOUR_MS);
    const after = await run(ports);

    expect(heldStep(before, 'mark').holds.map(({ guard }) => guard)).toContain('set-aside');
    expect(heldStep(after, 'mark').holds.map(({ guard }) => guard)).toEqual(['limit-per-run']);
    expect(ports.objections.stored).toEqual([]);
  });

  test('is asked for again by whoever approves it', async () => {
    const { ports, seen } = await aHeldTeam();
    const digests = [digestOf(seen, 'mark')];
    await give(ports, { kind: 'hold', digests });

    const ruling = await give(ports, { digests });
    await run(ports);

    expect(ruling.steps.map(({ standing }) => standing)).toEqual(['counts']);
    expect(ports.psa.sent).toEqual([{ write: 'deactivate', identifier: 'mark' }]);
  });

  test.each([
    ['no day', 'soon', 'is no day'],
    ['no such day', '2027-02-31', 'is no day'],
    ['a day that is over', '2020-01-01', 'has begun already'],
  ])('until %s is refused', async (_what, until, words) => {
    const { ports, seen } = await aHeldTeam();

    await expect(give(ports, { kind: 'hold', digests: [digestOf(seen, 'mark')], until })).rejects.toThrow(words);
    expect(ports.objections.stored).toEqual([]);
  });
});

describe('taken back', () => {
  test('a denial no longer holds', async () => {
    const { ports, seen } = await aHeldTeam();
    const digests = [digestOf(seen, 'mark')];
    await give(ports, { kind: 'deny', digests });
    await run(ports);

    const ruling = await give(ports, { kind: 'take-back', digests: [digests[0]?.slice(0, 8) ?? ''] });
    const report = await run(ports);

    expect(ruling.steps).toMatchObject([{ subject: 'mark', action: 'deactivate', standing: 'counts' }]);
    expect(heldStep(report, 'mark').holds.map(({ guard }) => guard)).toEqual(['limit-per-run']);
  });

  test('an approval that was not used lifts nothing', async () => {
    const { ports, seen } = await aHeldTeam();
    const digests = [digestOf(seen, 'mark')];
    await give(ports, { digests });

    await give(ports, { kind: 'take-back', digests });
    await run(ports);

    expect(ports.psa.sent).toEqual([]);
  });

  test("by the plan's digest is all that was decided of it", async () => {
    const { ports, seen } = await aHeldTeam();
    await give(ports, { kind: 'deny', digests: [digestOf(seen, 'mark')] });
    await give(ports, { digests: [digestOf(seen, 'jane')] });

    await give(ports, { kind: 'take-back', digests: [seen.planDigest ?? ''] });

    expect([ports.objections.stored, ports.approvals.stored]).toEqual([[], []]);
  });

  test('nothing, where nothing was decided', async () => {
    const { ports, seen } = await aHeldTeam();

    await expect(give(ports, { kind: 'take-back', digests: [digestOf(seen, 'mark')] })).rejects.toThrow(
      'Nothing stands that was decided of',
    );
  });
});

describe('where two have to agree', () => {
  test('the first word waits, the second lets it be done', async () => {
    const { ports, seen } = await aHeldTeam({ secondPerson: true });
    const digests = [digestOf(seen, 'mark')];

    const first = await give(ports, { digests });
    await run(ports);
    const second = await give(ports, { digests, by: ELI });
    await run(ports);

    expect([first.ticket, first.steps[0]?.standing]).toEqual([null, 'second']);
    expect(second.steps[0]?.standing).toBe('counts');
    expect(ports.psa.sent).toEqual([{ write: 'deactivate', identifier: 'mark' }]);
    const intents = ports.journal.entries.flatMap(({ entry }) => (entry.kind === 'intent' ? [entry.approvedBy] : []));
    expect(intents).toEqual([`${DANA.name} and ${ELI.name}`]);
  });

  test.each([
    ['the same person again', DANA],
    ['another account of the same name', { ...DANA, person: 'id-dana-2' }],
    ['the same account under another name', { ...ELI, person: DANA.person }],
  ])('%s changes nothing', async (_what, by) => {
    const { ports, seen } = await aHeldTeam({ secondPerson: true });
    const digests = [digestOf(seen, 'mark')];
    await give(ports, { digests });

    const second = await give(ports, { digests, by });
    await run(ports);

    expect([second.ticket, second.steps[0]?.standing]).toEqual([null, 'second']);
    expect(ports.psa.sent).toEqual([]);
  });

  test('nobody approves without having signed in, but may deny', async () => {
    const { ports, seen } = await aHeldTeam({ secondPerson: true });
    const by = { name: 'root', person: null };
    const digests = [digestOf(seen, 'mark')];

    await expect(give(ports, { digests, by })).rejects.toThrow('approvals.secondPerson');
    expect((await give(ports, { kind: 'deny', digests, by })).steps).toHaveLength(1);
  });

  test('a first word that has ended is none', async () => {
    const { ports, seen } = await aHeldTeam({ secondPerson: true, expiresHours: 2 });
    const digests = [digestOf(seen, 'mark')];
    await give(ports, { digests });
    ports.clock.advance(2 * HOUR_MS);

    expect((await give(ports, { digests, by: ELI })).steps[0]?.standing).toBe('second');
  });
});

describe('refused before anything is recorded', () => {
  test.each<[string, Partial<RulingRequest>, string]>([
    ['no step', { digests: [] }, 'No step was chosen'],
    ['nobody', { by: { name: ' ', person: null } }, 'needs the name'],
    ['a note without end', { note: 'x'.repeat(501) }, 'at most 500'],
    ['no digest', { digests: ['../../etc/passwd'] }, 'is not a digest'],
    ['a digest of nothing', { digests: ['0'.repeat(64)] }, 'Nothing in run'],
    [
      'twenty digests of nothing',
      { digests: Array.from({ length: 25 }, (_unused, index) => String(index).padStart(64, '0')) },
      '20 of these digests or more fit nothing',
    ],
    ['to deny a digest of nothing', { kind: 'deny', digests: ['0'.repeat(64)] }, 'Nothing in run'],
    ['an approval for ever', { expiresInHours: Infinity }, 'at most a year'],
    [
      'more than can be read',
      { digests: Array.from({ length: 2001 }, (_, index) => `${index}`.padStart(64, '0')) },
      'at most 2000',
    ],
  ])('%s', async (_what, request, words) => {
    const { ports, seen } = await aHeldTeam();
    const attempt = give(ports, { digests: [digestOf(seen, 'mark')], ...request });

    await expect(attempt).rejects.toThrow(RefusedError);
    await expect(attempt).rejects.toThrow(words);
    expect([ports.approvals.stored, ports.objections.stored, ports.rulings.stored]).toEqual([[], [], []]);
  });
});
