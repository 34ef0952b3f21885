// Record ids mean nothing in another PSA, and person ids nothing in another directory: what is remembered of one is never used on another.
import { describe, expect, test } from 'vitest';
import { readWorld } from '../../../src/app/run/world/read-world.ts';
import { EMPTY_MEMORY } from '../../../src/domain/memory/memory.ts';
import { ConfigError } from '../../../src/errors.ts';
import { aConnection, outcomes, run } from '../../support/builders/a-connection.ts';
import type { Connection } from '../../support/builders/a-connection.ts';
import { aMember, aPerson, THE_ADMIN } from '../../support/builders/a-person.ts';

/** Three members that Rollcall knows, after a good run. */
async function aKnownTeam(): Promise<Connection> {
  const ports = aConnection();
  for (const [index, account] of ['jane', 'mark', 'sam'].entries()) {
    ports.psa.put(aMember(11 + index, account, 'Some Body'));
    ports.directory.put(aPerson(account, 'Some Body'));
  }
  await run(ports);
  return ports;
}

test('a memory belongs to the directory and the PSA of its first run', async () => {
  const ports = await aKnownTeam();

  expect(ports.memories.memory.sides).toEqual(ports.sides);
});

const ELSEWHERE = [
  ['another PSA', { psa: 'api-eu.myconnectwise.net pinecrest' }],
  ['another tenant', { directory: 'entra pinecrest.example' }],
  ['both', { directory: 'okta pinecrest.okta.com', psa: 'api-eu.myconnectwise.net pinecrest' }],
] as const;

describe.each(ELSEWHERE)('the same memory with %s', (_what, differences) => {
  async function moved(): Promise<Connection> {
    const ports = await aKnownTeam();
    // The record ids are taken there, too, by strangers whom every link now points at; one person has left.
    ports.psa.members.clear();
    ports.psa.put(THE_ADMIN);
    for (const key of [11, 12, 13]) ports.psa.put(aMember(key, `stranger${key}`, 'Strange Person'));
    ports.directory.put(aPerson('jane', 'Some Body', { state: 'disabled' }), aPerson('ana', 'Ana Novak'));
    return { ...ports, sides: { ...ports.sides, ...differences } };
  }

  test.each([
    ['applied', true],
    ['planned', false],
  ])('fails when %s, naming both, and writes nothing', async (_how, apply) => {
    const ports = await moved();
    const before = ports.memories.memory;

    const report = await run(ports, { apply });

    expect(report).toMatchObject({ outcome: 'failed', planDigest: null, steps: [] });
    for (const [side, place] of Object.entries(differences)) {
      expect(report.summary).toContain(`harborpine.${side}`);
      expect(report.summary).toContain(place);
      expect(report.summary).toContain(before.sides?.[side === 'psa' ? 'psa' : 'directory']);
    }
    expect(report.summary).toContain('give the connection a new name');
    expect(ports.psa.sent).toEqual([]);
    expect(ports.journal.entries).toEqual([]);
    expect(ports.memories.memory).toBe(before);
  });

  test('is the configuration that is wrong', async () => {
    const ports = await moved();

    const reading = readWorld(ports, ports.clock.now());

    await expect(reading).rejects.toThrow(ConfigError);
  });
});

test('a memory of nobody yet is taken into use', async () => {
  const ports = await aKnownTeam();
  ports.memories.memory = EMPTY_MEMORY;
  ports.directory.put(aPerson('jane', 'Some Body', { state: 'disabled' }));

  const report = await run({ ...ports, sides: { directory: 'entra new.example', psa: 'na new' } });

  expect(outcomes(report)).toEqual({ 'deactivate jane': 'done' });
  expect(ports.memories.memory.sides).toEqual({ directory: 'entra new.example', psa: 'na new' });
});
