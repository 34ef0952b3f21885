import { describe, expect, test } from 'vitest';
import { createApprovals } from '../../../../src/adapters/records/rulings/approvals.ts';
import { connectionName } from '../../../../src/domain/ids.ts';
import type { Approval } from '../../../../src/domain/memory/memory.ts';
import { digestOfText } from '../../../support/builders/a-step.ts';
import { createMemoryStore } from '../../../support/in-memory/memory-store.ts';

const HARBORPINE = connectionName('harborpine');
const PATH = 'harborpine/approvals.json';

function anApproval(step: string, differences: Partial<Approval> = {}): Approval {
  return {
    version: 1,
    digest: digestOfText(step),
    person: null,
    by: 'dana',
    guards: ['limit-per-run', 'seats'],
    note: '=cmd|"calc"',
    at: '2026-11-23T10:20:00.000Z',
    expires: '2026-11-24T10:20:00.000Z',
    ...differences,
  };
}
const fileOf = (...approvals: Approval[]): string => JSON.stringify({ version: 1, approvals });

describe('approvals', () => {
  test('are none before anybody approved', async () => {
    expect(await createApprovals(createMemoryStore()).read(HARBORPINE)).toEqual([]);
  });

  test('come back as they were given, expired ones included', async () => {
    const approvals = createApprovals(createMemoryStore());
    const expired = anApproval('two', { expires: '2020-01-01T00:00:00.000Z' });
    await approvals.add(HARBORPINE, anApproval('one'));
    await approvals.add(HARBORPINE, expired);

    expect(await approvals.read(HARBORPINE)).toEqual([anApproval('one'), expired]);
  });

  test('are replaced by the same person’s later word on the same step, not by another person’s', async () => {
    const approvals = createApprovals(createMemoryStore());
    const later = anApproval('one', { expires: '2026-11-25T10:20:00.000Z' });
    const other = anApproval('one', { by: 'omar' });
    await approvals.add(HARBORPINE, anApproval('one'));
    await approvals.add(HARBORPINE, other);
    await approvals.add(HARBORPINE, later);

    expect(await approvals.read(HARBORPINE)).toEqual([other, later]);
  });

  test('lose nobody’s word when two people approve at the same moment', async () => {
    const store = createMemoryStore();
    const approvals = createApprovals(store);
    store.beforeNextWrite(() => {
      store.put(PATH, fileOf(anApproval('theirs')));
    });

    await approvals.add(HARBORPINE, anApproval('mine'));

    expect(await approvals.read(HARBORPINE)).toEqual([anApproval('theirs'), anApproval('mine')]);
  });

  test('given by ten people at once are ten', async () => {
    const approvals = createApprovals(createMemoryStore());
    const steps = Array.from({ length: 10 }, (_, index) => `step ${index}`);

    await Promise.all(steps.map(async (step) => approvals.add(HARBORPINE, anApproval(step))));

    const stored = await approvals.read(HARBORPINE);
    expect(stored.map(({ digest }) => digest).sort()).toEqual(steps.map(digestOfText).sort());
  });

  test('are removed by digest, while a new one that comes in meanwhile stays', async () => {
    const store = createMemoryStore();
    const approvals = createApprovals(store);
    store.put(PATH, fileOf(anApproval('used'), anApproval('kept')));
    store.beforeNextWrite(() => {
      store.put(PATH, fileOf(anApproval('used'), anApproval('kept'), anApproval('new')));
    });

    await approvals.remove(HARBORPINE, [digestOfText('used')]);

    expect(await approvals.read(HARBORPINE)).toEqual([anApproval('kept'), anApproval('new')]);
  });

  test('that are not there are removed without a write', async () => {
    const store = createMemoryStore();
    const approvals = createApprovals(store);

    await approvals.remove(HARBORPINE, [digestOfText('unknown')]);
    await approvals.remove(HARBORPINE, []);

    expect(store.files.size).toBe(0);
  });

  test('give up as a conflict when others never stop getting in between', async () => {
    const store = createMemoryStore();
    const interrupt = (): void => {
      store.put(PATH, fileOf(anApproval('theirs')));
      store.beforeNextWrite(interrupt);
    };
    store.beforeNextWrite(interrupt);

    const adding = createApprovals(store).add(HARBORPINE, anApproval('mine'));

    await expect(adding).rejects.toMatchObject({ name: 'RemoteError', system: 'storage', reason: 'conflict' });
  });

  test.each([
    ['cut JSON', '{"version":1,'],
    ['a short digest', fileOf(anApproval('one')).replace(/[0-9a-f]{64}/, 'abc')],
    ['a word for no guard that there is', fileOf(anApproval('one')).replace('limit-per-run', 'everything')],
    ['no word of what was approved', fileOf(anApproval('one')).replace('"guards"', '"_guards"')],
    ['a list alone', JSON.stringify([anApproval('one')])],
  ])('are neither read nor overwritten when the file holds %s', async (_, text) => {
    const store = createMemoryStore();
    store.put(PATH, text);
    const approvals = createApprovals(store);

    await expect(approvals.read(HARBORPINE)).rejects.toMatchObject({ reason: 'malformed' });
    await expect(approvals.add(HARBORPINE, anApproval('mine'))).rejects.toThrow(PATH);
    expect(store.files.get(PATH)).toBe(text);
  });
});
