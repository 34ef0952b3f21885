// The PSA itself refuses to let somebody go, as it does for open time sheets. They are told in its own words, tried again with back-off, and nothing is forced.
import { expect, test } from 'vitest';
import { run, type Connection } from '../../support/builders/a-connection.ts';
import { aLeavingTeam, holders, told } from '../../support/builders/a-leaving-team.ts';
import { HOUR_MS } from '../../support/fixed-clock.ts';

const SHEETS = 'ConnectWise PSA refused (POST /system/members/11/deactivate). It said: "Member has open time sheets."';
const HANDED_OVER = ['101 > mia: done', '102 > mia: done', '103 > mia: done', 'reportsTo of sam > mia: done'];

function blocked(): Connection {
  const ports = aLeavingTeam();
  ports.psa.rule = ({ write }) =>
    write === 'deactivate' ? { kind: 'refused', detail: SHEETS, fatal: false } : undefined;
  return ports;
}

test('whoever is blocked is told in the words of the PSA, and their work has been handed over all the same', async () => {
  const ports = blocked();

  const report = await run(ports);

  expect(told(report)).toEqual([...HANDED_OVER, 'deactivate jane: refused']);
  expect(report.steps.at(-1)?.outcome).toEqual({ kind: 'refused', detail: SHEETS });
  expect(report.outcome).toBe('failed');
  expect(ports.archive.files.get(`${report.run}/report.txt`)?.text.replace(/\s+/g, ' ')).toContain(SHEETS);
  expect(report.offboarding?.leavers[0]?.after).toEqual([]);
  expect(holders(ports)).toMatchObject({ 101: 'mia', 102: 'mia', 103: 'mia' });
});

test('the departure is tried again, each time later, and nothing that was handed over is touched again', async () => {
  const ports = blocked();
  const ends: string[] = [];
  for (let hour = 0; hour < 8; hour += 1) ends.push(...told(await run(ports)).slice(-1));

  expect(ends.map((line) => line.replace('deactivate jane: ', ''))).toEqual([
    'refused',
    'refused',
    'held by back-off',
    'refused',
    'held by back-off',
    'held by back-off',
    'held by back-off',
    'refused',
  ]);
  expect(ports.psa.duties.sent).toHaveLength(4);
});

test('while it waits, the hold still says why, and when it is tried next', async () => {
  const ports = blocked();
  await run(ports);
  await run(ports);

  const { steps } = await run(ports);

  const holds = steps.flatMap((step) => (step.verdict === 'hold' ? step.holds : []));
  expect(holds.map(({ guard, release }) => [guard, release])).toEqual([['back-off', 'approval']]);
  expect(holds[0]?.why).toContain(SHEETS);
});

test('once the sheets are closed, the next try lets them go', async () => {
  const ports = blocked();
  await run(ports);
  ports.psa.rule = () => undefined;
  ports.clock.advance(HOUR_MS);

  const report = await run(ports);

  expect(told(report)).toEqual(['deactivate jane: done']);
  expect(report.outcome).toBe('converged');
});
