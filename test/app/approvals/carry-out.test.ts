// An approval that was recorded is carried out by a run of its own, later and elsewhere: once, for what still stands, and told with the decision.
import { describe, expect, test } from 'vitest';
import { carryOut } from '../../../src/app/approve/carry-out.ts';
import { giveRuling } from '../../../src/app/approve/give-ruling.ts';
import type { RulingRequest } from '../../../src/app/approve/ruling-request.ts';
import { rulingId } from '../../../src/domain/ids.ts';
import { run, type Connection } from '../../support/builders/a-connection.ts';
import { aPerson } from '../../support/builders/a-person.ts';
import { HOUR_MS } from '../../support/fixed-clock.ts';
import { directoryFault } from '../../support/in-memory/memory-directory.ts';
import { aHeldTeam, DANA, digestOf, ELI } from './a-held-team.ts';

const give = (ports: Connection, request: Partial<RulingRequest>) =>
  giveRuling(ports, { kind: 'approve', digests: [], by: DANA, note: '', ...request });

async function approved(names: readonly string[] = ['mark']) {
  const { ports, seen } = await aHeldTeam();
  const { id } = await give(ports, { digests: names.map((name) => digestOf(seen, name)) });
  return { ports, seen, id };
}
const resultOf = (ports: Connection) => ports.rulings.stored.find(({ kind }) => kind === 'approve')?.result;

test('what was approved is done, and nothing else; the run is found by the ticket, and the decision says so', async () => {
  const { ports, seen, id } = await approved(['mark', 'omar']);

  const result = await carryOut(ports, { id, deadline: null });

  expect(result).toMatchObject({ kind: 'finished', final: true });
  expect(ports.psa.sent.map(({ identifier }) => identifier)).toEqual(['mark', 'omar']);
  expect(ports.archive.entries[0]?.trigger).toEqual({
    kind: 'approval',
    by: DANA.name,
    ticket: id.replace('dec-', 'req-'),
  });
  expect(resultOf(ports)).toMatchObject({
    run: ports.archive.entries[0]?.run,
    final: true,
    steps: ['mark', 'omar'].map((name) => ({ digest: digestOf(seen, name), done: true, why: null })),
  });
});

test('the same message a second time does nothing', async () => {
  const { ports, id } = await approved();
  await carryOut(ports, { id, deadline: null });

  const again = await carryOut(ports, { id, deadline: null });

  expect(again).toEqual({ kind: 'covered' });
  expect(ports.psa.sent).toHaveLength(1);
  expect(ports.archive.entries).toHaveLength(2);
});

test('while another run is under way it is busy, and nothing is lost', async () => {
  const { ports, id } = await approved();
  const lease = await ports.lock.acquire(ports.name);

  const busy = await carryOut(ports, { id, deadline: null });
  await lease?.release();
  const later = await carryOut(ports, { id, deadline: null });

  expect(busy).toEqual({ kind: 'busy' });
  expect(later).toMatchObject({ kind: 'finished', final: true });
});

describe('what was decided since', () => {
  test('taken back: nothing is done, and the decision is over', async () => {
    const { ports, seen, id } = await approved();
    await give(ports, { kind: 'take-back', digests: [digestOf(seen, 'mark')] });

    const result = await carryOut(ports, { id, deadline: null });

    expect(result).toEqual({ kind: 'covered' });
    expect(ports.psa.sent).toEqual([]);
    expect(resultOf(ports)).toMatchObject({ run: null, final: true, steps: [{ done: false }] });
  });

  test('denied by somebody else: nothing is done', async () => {
    const { ports, seen, id } = await approved();
    await give(ports, { kind: 'deny', digests: [digestOf(seen, 'mark')], by: ELI });

    await carryOut(ports, { id, deadline: null });

    expect(ports.psa.sent).toEqual([]);
  });

  test('ended: nothing is done', async () => {
    const { ports, id } = await approved();
    ports.clock.advance(24 * HOUR_MS);

    await carryOut(ports, { id, deadline: null });

    expect(ports.psa.sent).toEqual([]);
  });

  test('done by another run: it is told as done', async () => {
    const { ports, id } = await approved();
    await run(ports);

    await carryOut(ports, { id, deadline: null });

    expect(ports.psa.sent).toHaveLength(1);
    const steps = [{ done: true, why: `Done by run ${ports.archive.entries[0]?.run ?? ''}.` }];
    expect(resultOf(ports)).toMatchObject({ run: null, final: true, steps });
  });
});

describe('refused where the world has moved, with the difference', () => {
  test('planned for another reason now', async () => {
    const { ports, id } = await approved();
    ports.directory.put(aPerson('mark', 'mark Leaver', { state: 'deleted', groups: [] }));

    await carryOut(ports, { id, deadline: null });

    expect(resultOf(ports)?.steps[0]?.why).toContain('reason was disabled, now deleted');
    expect(ports.psa.sent).toEqual([]);
    expect(ports.approvals.stored).toEqual([]);
  });

  test('no longer wanted', async () => {
    const { ports, id } = await approved();
    ports.directory.put(aPerson('mark', 'mark Leaver'));

    await carryOut(ports, { id, deadline: null });

    expect(resultOf(ports)?.steps).toMatchObject([{ done: false, why: 'The latest plan no longer wants it.' }]);
  });
});

test('what could not be tried stands, and is tried again', async () => {
  const { ports, id } = await approved();
  ports.directory.faults.readRoster = directoryFault('unavailable', 'Microsoft Entra ID does not answer.');
  const first = await carryOut(ports, { id, deadline: null });
  delete ports.directory.faults.readRoster;

  const second = await carryOut(ports, { id, deadline: null });

  expect(first).toMatchObject({ kind: 'finished', final: false });
  expect(second).toMatchObject({ kind: 'finished', final: true });
  expect(ports.psa.sent).toEqual([{ write: 'deactivate', identifier: 'mark' }]);
});

test('a first word of two asks for no run', async () => {
  const { ports, seen } = await aHeldTeam({ secondPerson: true });
  const { id } = await give(ports, { digests: [digestOf(seen, 'mark')] });

  expect(await carryOut(ports, { id, deadline: null })).toEqual({ kind: 'covered' });
  expect(ports.archive.entries).toHaveLength(1);
});

test('a decision that is not kept is refused', async () => {
  const { ports } = await aHeldTeam();

  await expect(carryOut(ports, { id: rulingId('dec-20261123T101500Z-1a2b3c4d5e6f'), deadline: null })).rejects.toThrow(
    'is kept of harborpine',
  );
});
