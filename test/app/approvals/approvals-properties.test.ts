// Whatever people do and in whatever order: nobody is switched off more often than somebody has said so, and never by one person where two have to agree.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { carryOut } from '../../../src/app/approve/carry-out.ts';
import { giveRuling } from '../../../src/app/approve/give-ruling.ts';
import type { RulingId } from '../../../src/domain/ids.ts';
import { RefusedError } from '../../../src/errors.ts';
import { run, type Connection } from '../../support/builders/a-connection.ts';
import { aMember, aPerson } from '../../support/builders/a-person.ts';
import { HOUR_MS } from '../../support/fixed-clock.ts';
import { aHeldTeam, DANA, digestOf, ELI, LEAVERS } from './a-held-team.ts';

const FAKE = { name: DANA.name.toUpperCase(), person: 'id-dana-2' };
const who = fc.constantFrom(DANA, ELI, FAKE);
const leaver = fc.constantFrom(...LEAVERS);
const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('approve' as const), by: who, leaver }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('deny' as const, 'hold' as const), by: who, leaver }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('take-back' as const), by: who, leaver }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('carry-out' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('run' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('switch-on' as const), leaver }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('come-back' as const), leaver }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), leaver }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const) }) },
);
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

interface Stage {
  readonly ports: Connection;
  readonly digests: ReadonlyMap<string, string>;
  readonly asked: RulingId[];
  /** Approvals that counted, by Member ID. */
  readonly said: Map<string, number>;
}

async function play({ ports, digests, asked, said }: Stage, one: Act): Promise<void> {
  switch (one.kind) {
    case 'approve':
    case 'deny':
    case 'hold':
    case 'take-back':
      try {
        const ruling = await giveRuling(ports, {
          kind: one.kind,
          digests: [digests.get(one.leaver) ?? ''],
          by: one.by,
          note: '',
        });
        if (ruling.ticket !== null) {
          asked.push(ruling.id);
          for (const { subject, standing } of ruling.steps)
            if (standing === 'counts') said.set(subject, (said.get(subject) ?? 0) + 1);
        }
      } catch (error) {
        if (!(error instanceof RefusedError)) throw error;
      }
      return;
    case 'carry-out':
      // Messages come at least once, in any order.
      for (const id of [...asked, ...asked]) await carryOut(ports, { id, deadline: null });
      return;
    case 'run':
      await run(ports);
      return;
    case 'switch-on':
      ports.psa.put(aMember(11 + LEAVERS.indexOf(one.leaver), one.leaver, `${one.leaver} Leaver`));
      return;
    case 'come-back':
      ports.directory.put(aPerson(one.leaver, `${one.leaver} Leaver`));
      return;
    case 'leave':
      ports.directory.put(aPerson(one.leaver, `${one.leaver} Leaver`, { state: 'disabled' }));
      return;
    case 'wait':
      ports.clock.advance(20 * HOUR_MS);
  }
}

test.each([false, true])(
  'with a second person: %s',
  async (secondPerson) => {
    let written = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (acts) => {
        const { ports, seen } = await aHeldTeam({ secondPerson });
        const digests = new Map(LEAVERS.map((name) => [name, digestOf(seen, name)]));
        const stage: Stage = { ports, digests, asked: [], said: new Map() };
        for (const one of acts) await play(stage, one);

        const intents = ports.journal.entries.flatMap(({ entry }) => (entry.kind === 'intent' ? [entry] : []));
        const approvedOff = intents.filter((intent) => intent.class === 'deactivate' && intent.approvedBy !== null);
        for (const name of LEAVERS) {
          const off = approvedOff.filter(({ step }) => step === digests.get(name)).length;
          expect(off).toBeLessThanOrEqual(stage.said.get(name) ?? 0);
        }
        written += approvedOff.length;
        if (secondPerson)
          for (const { approvedBy } of approvedOff) {
            expect(approvedBy).toContain(ELI.name);
            expect(approvedBy?.toLowerCase()).toContain(DANA.name);
          }
      }),
      { numRuns: 120, seed: 20261123 },
    );
    expect(written).toBeGreaterThan(10);
  },
  120_000,
);
