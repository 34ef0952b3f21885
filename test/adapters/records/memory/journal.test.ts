import { describe, expect, test } from 'vitest';
import { createJournal } from '../../../../src/adapters/records/memory/journal.ts';
import type { Intent, JournalEntry } from '../../../../src/domain/memory/journal.ts';
import { connectionName, memberKey, personId, runId } from '../../../../src/domain/ids.ts';
import type { StepOutcome } from '../../../../src/domain/runs/run.ts';
import { digestOfText } from '../../../support/builders/a-step.ts';
import { createMemoryStore } from '../../../support/in-memory/memory-store.ts';

const HARBORPINE = connectionName('harborpine');
const RUN = runId('20261123T101500Z-1a2b3c');
const PATH = 'harborpine/journal/2026-11-23/20261123T101500Z-1a2b3c.jsonl';
const DONE: StepOutcome = { kind: 'done', member: memberKey(151), note: null };

function anIntent(step: string, at: string): Intent {
  return {
    kind: 'intent',
    at,
    step: digestOfText(step),
    action: 'deactivate',
    class: 'deactivate',
    member: memberKey(151),
    identifier: 'jsmith',
    person: personId('p1'),
    because: 'disabled',
    reassignment: null,
    approvedBy: null,
  };
}

function anOutcome(step: string, outcome: StepOutcome = DONE): JournalEntry {
  return { kind: 'outcome', at: '2026-11-23T10:15:09.000Z', step: digestOfText(step), outcome };
}

describe('the journal', () => {
  test('answers an intent with its outcome, and null for one whose process died', async () => {
    const store = createMemoryStore();
    const journal = createJournal(store);
    const settled = anIntent('one', '2026-11-23T10:15:02.000Z');
    const left = anIntent('two', '2026-11-23T10:15:03.000Z');
    await journal.note(HARBORPINE, RUN, settled);
    await journal.note(HARBORPINE, RUN, anOutcome('one'));
    await journal.note(HARBORPINE, RUN, left);

    const writes = await journal.readSince(HARBORPINE, '2026-11-22T10:15:00.000Z');

    expect([...store.files.keys()]).toEqual([PATH]);
    expect(writes).toEqual([
      { run: RUN, intent: settled, outcome: DONE },
      { run: RUN, intent: left, outcome: null },
    ]);
  });

  test('finds what was sent by a clock that lags two days behind, since the run id tells when it really was', async () => {
    const journal = createJournal(createMemoryStore());
    const intent = anIntent('one', '2026-11-21T10:15:02.000Z');
    await journal.note(HARBORPINE, RUN, intent);

    expect(await journal.readSince(HARBORPINE, '2026-11-23T10:00:00.000Z')).toEqual([
      { run: RUN, intent, outcome: null },
    ]);
    expect(await journal.readSince(HARBORPINE, '2026-11-23T10:15:01.000Z')).toEqual([]);
  });

  test.each(['disabled', 'deleted', 'gone', 'out-of-scope', 'unmanaged'] as const)(
    'keeps that someone went for being %s',
    async (because) => {
      const journal = createJournal(createMemoryStore());
      const intent = { ...anIntent('one', '2026-11-23T10:15:02.000Z'), because };
      await journal.note(HARBORPINE, RUN, intent);

      const writes = await journal.readSince(HARBORPINE, '2026-11-23T00:00:00Z');

      expect(writes).toEqual([{ run: RUN, intent, outcome: null }]);
    },
  );

  test('pairs two intents of the same step with their outcomes in order', async () => {
    const journal = createJournal(createMemoryStore());
    const refused: StepOutcome = { kind: 'refused', detail: 'no' };
    await journal.note(HARBORPINE, RUN, anIntent('one', '2026-11-23T10:15:02.000Z'));
    await journal.note(HARBORPINE, RUN, anIntent('one', '2026-11-23T10:15:03.000Z'));
    await journal.note(HARBORPINE, RUN, anOutcome('one', refused));
    await journal.note(HARBORPINE, RUN, anOutcome('one'));

    const writes = await journal.readSince(HARBORPINE, '2026-11-23T00:00:00Z');

    expect(writes.map((write) => write.outcome)).toEqual([refused, DONE]);
  });

  test('is read from the asked instant on, oldest first, over midnight and in nobody else’s folder', async () => {
    const store = createMemoryStore();
    const journal = createJournal(store);
    const lateRun = runId('20261122T235900Z-000001');
    const oldRun = runId('20261120T080000Z-000002');
    await journal.note(HARBORPINE, RUN, anIntent('third', '2026-11-23T10:15:02.000Z'));
    await journal.note(HARBORPINE, lateRun, anIntent('first', '2026-11-22T23:59:30.000Z'));
    await journal.note(HARBORPINE, lateRun, anIntent('second', '2026-11-23T00:00:10.000Z'));
    await journal.note(HARBORPINE, oldRun, anIntent('old', '2026-11-20T08:00:01.000Z'));
    await journal.note(connectionName('harborpine-2'), RUN, anIntent('other', '2026-11-23T10:15:02.000Z'));

    const writes = await journal.readSince(HARBORPINE, '2026-11-23T00:00:00.000Z');

    expect(writes.map((write) => write.intent.step)).toEqual([digestOfText('second'), digestOfText('third')]);
    expect(store.reads).toEqual(['harborpine/journal/2026-11-22/20261122T235900Z-000001.jsonl', PATH]);
  });

  test('holds more runs than are read at once', async () => {
    const journal = createJournal(createMemoryStore());
    const minutes = Array.from({ length: 21 }, (_, index) => String(index + 10));
    for (const minute of minutes)
      await journal.note(
        HARBORPINE,
        runId(`20261123T10${minute}00Z-1a2b3c`),
        anIntent(minute, `2026-11-23T10:${minute}:01.000Z`),
      );

    const writes = await journal.readSince(HARBORPINE, '2026-11-23T10:12:00.000Z');

    expect(writes.map((write) => write.intent.step)).toEqual(minutes.slice(2).map(digestOfText));
  });

  test('leaves out a last line that was torn by a crash', async () => {
    const store = createMemoryStore();
    const journal = createJournal(store);
    await journal.note(HARBORPINE, RUN, anIntent('one', '2026-11-23T10:15:02.000Z'));
    const whole = store.files.get(PATH) ?? '';
    store.put(PATH, whole + whole.slice(0, 40));

    const writes = await journal.readSince(HARBORPINE, '2026-11-23T00:00:00.000Z');

    expect(writes).toHaveLength(1);
  });

  test('counts a last line that lacks only its line break', async () => {
    const store = createMemoryStore();
    const journal = createJournal(store);
    await journal.note(HARBORPINE, RUN, anIntent('one', '2026-11-23T10:15:02.000Z'));
    const whole = store.files.get(PATH) ?? '';
    store.put(PATH, whole + whole.trimEnd());

    const writes = await journal.readSince(HARBORPINE, '2026-11-23T00:00:00.000Z');

    expect(writes).toHaveLength(2);
  });

  const intentLine = JSON.stringify(anIntent('one', '2026-11-23T10:15:02.000Z'));
  test.each([
    ['a torn line in the middle', `${intentLine.slice(0, 40)}\n${intentLine}\n`, /line 1\).*not JSON/],
    ['a torn line that was ended', `${intentLine}\n${intentLine.slice(0, 40)}\n`, /line 2\).*not JSON/],
    ['an empty line', `${intentLine}\n\n`, /line 2\).*not JSON/],
    ['a line of another shape', '{"kind":"intent"}\n', /line 1\).*at: /],
    ['a step that is no digest', `${intentLine.replace(/[0-9a-f]{64}/, 'abc')}\n`, /step: "abc" is not a digest/],
    [
      'an outcome without its intent',
      `${JSON.stringify(anOutcome('one'))}\n`,
      /line 1 is an outcome whose intent is missing/,
    ],
    ['an unknown field in a whole last line', intentLine.replace('{', '{"extra":1,'), /line 1\).*extra/],
  ])('refuses to be read with %s, naming the file', async (_, text, problem) => {
    const store = createMemoryStore();
    store.put(PATH, text);

    const reading = createJournal(store).readSince(HARBORPINE, '2026-11-23T00:00:00.000Z');

    await expect(reading).rejects.toMatchObject({ name: 'RemoteError', system: 'storage', reason: 'malformed' });
    await expect(reading).rejects.toThrow(problem);
    await expect(reading).rejects.toThrow(PATH);
  });

  test('refuses a file that no run can have written', async () => {
    const store = createMemoryStore();
    store.put('harborpine/journal/2026-11-23/notes.txt', 'hello');

    const reading = createJournal(store).readSince(HARBORPINE, '2026-11-23T00:00:00.000Z');

    await expect(reading).rejects.toThrow(/notes\.txt.*not a run id/);
  });

  test('never appends what could not be read back', async () => {
    const store = createMemoryStore();

    const noting = createJournal(store).note(HARBORPINE, RUN, anIntent('one', 'yesterday'));

    await expect(noting).rejects.toMatchObject({ name: 'InvariantError' });
    expect(store.files.size).toBe(0);
  });

  test('keeps hostile text on its line', async () => {
    const journal = createJournal(createMemoryStore());
    const intent = {
      ...anIntent('one', '2026-11-23T10:15:02.000Z'),
      approvedBy: 'eve\n{"kind":"outcome"}\u2028\u202e',
    };
    await journal.note(HARBORPINE, RUN, intent);

    const [write] = await journal.readSince(HARBORPINE, '2026-11-23T00:00:00.000Z');

    expect(write?.intent).toEqual(intent);
  });
});
