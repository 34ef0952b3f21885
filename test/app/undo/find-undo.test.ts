// Which run is meant, and whether there is anything to take back: every wrong answer names the place, the value and the next command.
import { describe, expect, test } from 'vitest';
import { findUndo } from '../../../src/app/undo/find-undo.ts';
import { runConnection } from '../../../src/app/run/run.ts';
import { undoHandovers } from '../../../src/app/undo/undo-handovers.ts';
import { RefusedError } from '../../../src/errors.ts';
import { run, type Connection } from '../../support/builders/a-connection.ts';
import { aLeavingTeam, comesBack, holders, told } from '../../support/builders/a-leaving-team.ts';
import { HOUR_MS } from '../../support/fixed-clock.ts';
import { callsOf, killAt, Killed } from '../../support/in-memory/kill-switch.ts';

describe('refused before anything is locked or read', () => {
  test.each([
    ['nonsense', '../..', '"../.." is no run: give'],
    ['the latest, which is another one tomorrow', 'latest', 'No run of harborpine begins with latest.'],
    [
      'a run that there never was',
      '20250101T000000Z-000001',
      'No run of harborpine begins with 20250101T000000Z-000001. `rollcall runs` lists them.',
    ],
    ['the beginning of no run', '2025', '`rollcall runs` lists them.'],
  ])('%s', async (_name, which, words) => {
    const ports = aLeavingTeam();
    await run(ports);

    const attempt = findUndo(ports, which);

    await expect(attempt).rejects.toThrow(RefusedError);
    await expect(attempt).rejects.toThrow(words);
  });

  test.each([
    ['that only planned', { apply: false }, 'only planned and handed nothing over (it has no undo.json)'],
    ['that had nothing to hand over', { apply: true }, 'handed nothing over (it has no undo.json)'],
  ])('a run %s', async (_name, request, words) => {
    const ports = aLeavingTeam({});
    const { run: id } = await run(ports, request);

    const attempt = findUndo(ports, id);

    await expect(attempt).rejects.toThrow(`Run ${id} of harborpine ${words}, so there is nothing to take back.`);
    await expect(attempt).rejects.toThrow(`rollcall show ${id} --connection harborpine`);
  });

  test('a beginning that fits several runs', async () => {
    const ports = aLeavingTeam();
    await run(ports);
    await run(ports);

    await expect(findUndo(ports, '2026')).rejects.toThrow('2 runs begin with 2026');
  });

  test('a run whose handovers lie in another PSA: the same numbers are other records there', async () => {
    const ports = aLeavingTeam();
    const { run: id } = await run(ports);
    const elsewhere = { ...ports, sides: { ...ports.sides, psa: 'api-eu.myconnectwise.net other' } };

    const attempt = findUndo(elsewhere, id);

    await expect(attempt).rejects.toThrow(/handed work over in api-na\.myconnectwise\.net harborpine; .* api-eu/);
    await expect(attempt).rejects.toMatchObject({ status: 409 });
  });
});

describe('a run that died before it had a report', () => {
  async function died(at: (calls: number) => number): Promise<{ readonly ports: Connection; readonly id: string }> {
    const request = { trigger: { kind: 'timer', by: 'reconcile' }, apply: true, deadline: null } as const;
    const wholeRun = (ports: Connection) => runConnection(ports, request);
    const ports = aLeavingTeam();
    await killAt([at(await callsOf(aLeavingTeam(), wholeRun)), 'after'], ports, wholeRun);
    return { ports, id: ports.journal.entries[0]?.run ?? '' };
  }

  test('is undone from its journal, by its whole id', async () => {
    const { ports, id } = await died((calls) => calls - 8);
    expect(ports.archive.entries).toEqual([]);
    comesBack(ports);
    await run(ports);

    const record = await findUndo(ports, id);
    ports.clock.advance(HOUR_MS);
    const trigger = { kind: 'command-line', by: 'dana' } as const;
    const result = await undoHandovers(ports, { run: id, trigger, apply: true, deadline: null });

    expect(record.handovers).toHaveLength(4);
    expect(result.kind === 'finished' ? told(result.report) : []).toEqual([
      '101 > jane: done',
      '102 > jane: done',
      '103 > jane: done',
      'reportsTo of sam > jane: done',
    ]);
    expect(holders(ports)).toEqual({ 101: 'jane', 102: 'jane', 103: 'jane', 900: 'mia' });
  });

  test('an undo that died knows the leaver as well', async () => {
    const ports = aLeavingTeam();
    const left = await run(ports);
    comesBack(ports);
    await run(ports);
    ports.clock.advance(HOUR_MS);
    const journaled = ports.journal.entries.length;
    const trigger = { kind: 'command-line', by: 'dana' } as const;
    const archive = {
      ...ports.archive,
      storeRun: async (): Promise<never> => {
        throw new Killed('The process is gone');
      },
    };
    await undoHandovers({ ...ports, archive }, { run: left.run, trigger, apply: true, deadline: null }).catch(
      (error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      },
    );

    const record = await findUndo(ports, ports.journal.entries[journaled]?.run ?? '');

    expect(record.handovers.map(({ member }) => member.identifier)).toEqual(['jane', 'jane', 'jane', 'jane']);
    expect(record.handovers[0]?.reassignment).toMatchObject({
      from: { identifier: 'mia' },
      to: { identifier: 'jane' },
    });
  });

  test('and handed nothing over is no run at all', async () => {
    const ports = aLeavingTeam({});
    const { run: id } = await run(ports);
    const without = { ...ports.archive, readReport: async () => undefined, list: async () => [] };

    await expect(findUndo({ ...ports, archive: without }, id)).rejects.toThrow(
      `No run of harborpine begins with ${id}`,
    );
  });
});
