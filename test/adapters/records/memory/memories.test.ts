import { describe, expect, test } from 'vitest';
import { createMemories } from '../../../../src/adapters/records/memory/memories.ts';
import { connectionName, memberKey, personId, runId } from '../../../../src/domain/ids.ts';
import { EMPTY_MEMORY, type Memory } from '../../../../src/domain/memory/memory.ts';
import { createMemoryStore } from '../../../support/in-memory/memory-store.ts';

const HARBORPINE = connectionName('harborpine');
const PATH = 'harborpine/memory.json';
const AT = '2026-11-23T10:15:00.000Z';
const RUN = runId('20261123T101500Z-1a2b3c');

const FULL: Memory = {
  version: 1,
  sides: { directory: 'entra harborpine.example', psa: 'api-na.myconnectwise.net harborpine' },
  lastRun: RUN,
  links: [{ person: personId('p1'), member: memberKey(151), expectedIdentifier: 'jsmith', since: AT, by: 'match' }],
  tombstones: [{ member: memberKey(152), person: null, run: RUN, at: AT }],
  absences: [{ member: memberKey(153), firstSeen: AT, sightings: 1 }],
  failures: [{ subject: 'member:154', count: 2, notBefore: AT, detail: '<b>no</b>' }],
  awaiting: [{ subject: 'deactivate member:155', since: AT }],
  baseline: { run: RUN, at: AT, people: 42, members: 47, groups: [{ selector: 'PSA Technicians', people: 42 }] },
  eventLogUntil: AT,
};

describe('the memory', () => {
  test('is empty and without a version before anything was remembered', async () => {
    const remembered = await createMemories(createMemoryStore()).read(HARBORPINE);

    expect(remembered).toEqual({ memory: EMPTY_MEMORY, version: null });
  });

  test('comes back as it was written', async () => {
    const memories = createMemories(createMemoryStore());

    const written = await memories.write(HARBORPINE, FULL, null);

    expect(written).toBe(true);
    expect((await memories.read(HARBORPINE)).memory).toEqual(FULL);
  });

  test('is replaced by whoever read its latest version, and by nobody else', async () => {
    const memories = createMemories(createMemoryStore());
    await memories.write(HARBORPINE, FULL, null);
    const { version } = await memories.read(HARBORPINE);

    const first = await memories.write(HARBORPINE, { ...FULL, links: [] }, version);
    const second = await memories.write(HARBORPINE, EMPTY_MEMORY, version);

    expect([first, second]).toEqual([true, false]);
    expect((await memories.read(HARBORPINE)).memory).toEqual({ ...FULL, links: [] });
  });

  test('is not created over one that somebody else created meanwhile', async () => {
    const memories = createMemories(createMemoryStore());
    await memories.write(HARBORPINE, FULL, null);

    const written = await memories.write(HARBORPINE, EMPTY_MEMORY, null);

    expect(written).toBe(false);
  });

  test.each([
    ['nothing at all', '', /not JSON/],
    ['a cut file', JSON.stringify(FULL).slice(0, 200), /not JSON/],
    ['a page of HTML', '<html></html>', /not JSON/],
    ['a later version', JSON.stringify({ ...FULL, version: 2 }), /version: /],
    ['a field that this version does not know', JSON.stringify({ ...FULL, secrets: [] }), /secrets/],
    ['no word of whose it is', JSON.stringify({ ...FULL, sides: undefined }), /sides: /],
    ['half a word of whose it is', JSON.stringify({ ...FULL, sides: { directory: 'entra x' } }), /sides\.psa: /],
    [
      'a waiting step by its digest',
      JSON.stringify({ ...FULL, awaiting: [{ step: 'a'.repeat(64), since: AT }] }),
      /awaiting\.0\.subject: /,
    ],
    ['a missing list', JSON.stringify({ ...FULL, links: undefined }), /links: /],
    [
      'a record id that is none',
      JSON.stringify(FULL).replace('"member":153', '"member":-1'),
      /absences\.0\.member: .*-1/,
    ],
    [
      'a date that is none',
      JSON.stringify({ ...FULL, absences: [{ ...FULL.absences[0], firstSeen: 'soon' }] }),
      /firstSeen/,
    ],
  ])('is never forgotten because the file holds %s', async (_, text, problem) => {
    const store = createMemoryStore();
    store.put(PATH, text);

    const reading = createMemories(store).read(HARBORPINE);

    await expect(reading).rejects.toMatchObject({ name: 'RemoteError', system: 'storage', reason: 'malformed' });
    await expect(reading).rejects.toThrow(problem);
    await expect(reading).rejects.toThrow(/harborpine\/memory\.json.*Restore an earlier version/s);
  });

  test('that could not be read back is a bug and is never written', async () => {
    const store = createMemoryStore();
    const broken: Memory = { ...FULL, absences: [{ member: memberKey(1), firstSeen: 'soon', sightings: 1 }] };

    const writing = createMemories(store).write(HARBORPINE, broken, null);

    await expect(writing).rejects.toMatchObject({ name: 'InvariantError' });
    expect(store.files.size).toBe(0);
  });
});
