// For tests of what is taken back: Jane left, her work was handed over, and she is back.
import { expect } from 'vitest';
import { undoHandovers, type UndoRequest } from '../../../src/app/undo/undo-handovers.ts';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import { run, type Connection } from '../../support/builders/a-connection.ts';
import { aLeavingTeam, comesBack, holders } from '../../support/builders/a-leaving-team.ts';
import { HOUR_MS } from '../../support/fixed-clock.ts';

export const BACK = ['101 > jane: done', '102 > jane: done', '103 > jane: done', 'reportsTo of sam > jane: done'];
export const HANDED_OVER = { 101: 'mia', 102: 'mia', 103: 'mia', 900: 'mia' };
export const AT_FIRST = { 101: 'jane', 102: 'jane', 103: 'jane', 900: 'mia' };

export async function undo(
  ports: Connection,
  request: Partial<UndoRequest> & Pick<UndoRequest, 'run'>,
): Promise<RunReport> {
  ports.clock.advance(HOUR_MS);
  const trigger = { kind: 'command-line', by: 'dana' } as const;
  const result = await undoHandovers(ports, { trigger, apply: true, deadline: null, ...request });
  if (result.kind === 'busy') throw new Error('Another run holds the lock');
  return result.report;
}

/** Jane's work was handed over and she was switched off; then she was back. */
export async function janeIsBack(
  ports = aLeavingTeam(),
): Promise<{ readonly ports: Connection; readonly left: RunReport }> {
  const left = await run(ports);
  comesBack(ports);
  await run(ports);
  expect(ports.psa.named('jane')?.active).toBe(true);
  expect(holders(ports)).toEqual(HANDED_OVER);
  return { ports, left };
}
