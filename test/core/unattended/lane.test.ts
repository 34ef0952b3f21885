/** Which connections go with the slow ones. */
import { describe, expect, test } from 'vitest';
import { PATIENCE_MS, tookLong } from '../../../src/core/unattended/lane.ts';
import { runId } from '../../../src/domain/ids.ts';
import type { RunEntry } from '../../../src/domain/runs/run.ts';
import { aRunEntry } from '../../support/builders/a-run-entry.ts';

const START = '2026-11-25T10:00:00.000Z';
const lasting = (ms: number, over: Parameters<typeof aRunEntry>[1] = {}): RunEntry =>
  aRunEntry(START, { finishedAt: new Date(Date.parse(START) + ms).toISOString(), ...over });
const person = { id: 'p-ada', name: 'Ada', login: 'ada' };
const undoes = runId('20261125T080000Z-000000');

describe('a run over everybody goes with the slow', () => {
  test.each<[string, readonly RunEntry[], boolean]>([
    ['never while there was none', [], false],
    ['when the last one took as long as patience lasts', [lasting(PATIENCE_MS)], true],
    ['not when it took less', [lasting(PATIENCE_MS - 1)], false],
    ['not when only the one before took long', [lasting(0), lasting(PATIENCE_MS)], false],
    ['not for a person whose writes took long', [lasting(PATIENCE_MS, { person })], false],
    ['for a person who could not be read for so long', [lasting(PATIENCE_MS, { person, whole: false })], true],
    ['as the one over everybody before it says', [lasting(0, { person }), lasting(PATIENCE_MS)], true],
    [
      'not when a person could not be read and the fault came at once',
      [lasting(1, { person, whole: false }), lasting(PATIENCE_MS)],
      false,
    ],
    ['not because of one that took handovers back', [lasting(PATIENCE_MS, { undoes })], false],
  ])('%s', (_name, runs, slow) => {
    expect(tookLong(runs, false)).toBe(slow);
  });
});

describe('a run over one person goes with the slow', () => {
  test.each<[string, readonly RunEntry[], boolean]>([
    ['not because everybody takes long: a large company is quick with one', [lasting(PATIENCE_MS)], false],
    ['when not even everybody could be read in that time', [lasting(PATIENCE_MS, { whole: false })], true],
    ['when the last one over a person took long', [lasting(1), lasting(PATIENCE_MS, { person })], true],
  ])('%s', (_name, runs, slow) => {
    expect(tookLong(runs, true)).toBe(slow);
  });
});
