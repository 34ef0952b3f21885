import { describe, expect, test } from 'vitest';
import { readLatestRuns } from '../../../src/app/archive/latest-runs.ts';
import { connectionName, runId } from '../../../src/domain/ids.ts';
import type { RunEntry, RunOutcome } from '../../../src/domain/runs/run.ts';
import { runEntry } from '../../../src/reports/entry.ts';
import { aReport } from '../../support/builders/a-report.ts';
import { aPersonRef, digestOfText } from '../../support/builders/a-step.ts';
import { createMemoryArchive } from '../../support/in-memory/memory-records.ts';

const NAME = connectionName('harborpine');
const JO = aPersonRef({ identifier: 'jquill', name: 'Jo Quill' });

/** `number`: the higher, the later. */
function anEntry(number: number, outcome: RunOutcome, person: RunEntry['person'] = null): RunEntry {
  const run = runId(`20261125T140000Z-${String(number).padStart(6, '0')}`);
  return runEntry(aReport({ run, outcome, person }), digestOfText(run));
}

function notAsked(): never {
  throw new Error('Nothing is taken back here');
}

async function read(entries: readonly RunEntry[]) {
  const archive = createMemoryArchive({ report: () => aReport(), undo: notAsked });
  const asked: number[] = [];
  for (const entry of entries) await archive.storeRun(NAME, entry, []);
  const { last, good } = await readLatestRuns({
    name: NAME,
    archive: {
      ...archive,
      list: async (name, options) => {
        asked.push(options.limit);
        return archive.list(name, options);
      },
    },
  });
  return { last: last?.run, good: good?.run, asked };
}
const onePerson = (count: number, from = 2) =>
  Array.from({ length: count }, (_, index) => anEntry(from + index, 'converged', JO));

describe('the latest runs', () => {
  test('are none where there are none, or only runs over one person', async () => {
    expect(await read([])).toEqual({ asked: [48] });
    expect(await read(onePerson(3))).toEqual({ asked: [48] });
  });

  test.each<[RunOutcome, boolean]>([
    ['converged', true],
    ['converged-with-holds', true],
    ['pending', true],
    ['frozen', false],
    ['failed', false],
  ])('one that is %s is good: %s', async (outcome, isGood) => {
    const entry = anEntry(1, outcome);

    expect(await read([entry])).toMatchObject({ last: entry.run, good: isGood ? entry.run : undefined });
  });

  test('are the last one, and the last good one before it, past those over one person', async () => {
    const [good, failed] = [anEntry(1, 'pending'), anEntry(2, 'failed')];

    const found = await read([anEntry(0, 'converged'), good, failed, ...onePerson(10, 3)]);

    expect(found).toEqual({ last: failed.run, good: good.run, asked: [48] });
  });

  test.each([
    [47, true, [48]],
    [48, true, [48, 452]],
    [499, true, [48, 452]],
    [500, false, [48, 452]],
  ])('are looked for behind %d runs over one person: found %s', async (count, isFound, asked) => {
    const entry = anEntry(1, 'converged');
    const run = isFound ? entry.run : undefined;

    expect(await read([entry, ...onePerson(count)])).toEqual({ last: run, good: run, asked });
  });
});
