/** A look at one person: the same decision on less, so it never does what a run over everybody would not. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ABSENCES, type Action } from '../../src/domain/planning/action.ts';
import type { Decision } from '../../src/domain/planning/decision.ts';
import type { HandedDuty } from '../../src/domain/offboarding/handover.ts';
import { EMPTY_MEMORY, type Link, type Memory } from '../../src/domain/memory/memory.ts';
import type { Person } from '../../src/domain/people/person.ts';
import type { Step } from '../../src/domain/planning/plan.ts';
import type { World } from '../../src/domain/planning/world.ts';
import { awaitingSubject } from '../../src/core/subjects.ts';
import { decide } from '../../src/core/decide.ts';
import { memberKey, runId } from '../../src/domain/ids.ts';
import { remember } from '../../src/core/memory/remember.ts';
import { aMember, memberOf, ROLES } from './builders/a-member.ts';
import { aMemberRoster, aPolicy, aRoster, aWorld, NOW, RUN, UNLIMITED } from './builders/a-world.ts';
import { aPerson, outside } from './builders/a-person.ts';
import { lookAt } from './builders/look-at.ts';
import { play, withLookups } from './builders/play.ts';
import { scene } from './builders/arbitrary-world.ts';

const [ada, ben, cem] = [aPerson('Ada Example'), aPerson('Ben Example'), aPerson('Cem Muster')];
const [memberAda, memberBen, memberCem] = [memberOf(ada, 1), memberOf(ben, 2), memberOf(cem, 3)];
const boss = aMember(9, 'boss', { admin: true, fields: { securityRole: ROLES.administrator } });
const LAST_RUN = runId('20261123T090000Z-000000');
const BASELINE: Memory['baseline'] = { run: LAST_RUN, at: NOW, people: 3, members: 4, groups: [] };

const linkOf = (person: Person, member: number): Link => ({
  person: person.id,
  member: memberKey(member),
  expectedIdentifier: 'x',
  since: '2026-01-01T00:00:00Z',
  by: 'match',
});
const KNOWN: Memory = {
  ...EMPTY_MEMORY,
  baseline: BASELINE,
  links: [linkOf(ada, 1), linkOf(ben, 2), linkOf(cem, 3)],
};
const TEAM = [memberAda, memberBen, memberCem, boss];

/** Ada, as she is now, looked at in a company whose other people are these. */
function seen(now: Person, others: readonly Person[] = [ben, cem], over: Partial<World> = {}): Decision {
  const people = [now, ...others];
  const world = aWorld([], TEAM, {
    directory: aRoster(people.filter((person) => person.groups.length > 0)),
    memory: KNOWN,
    ...over,
  });
  return decide(lookAt(now.id, world, people));
}
const going = (decision: Decision): readonly Step[] => decision.plan.steps.filter((step) => step.verdict === 'go');
const lines = (decision: Decision): readonly string[] =>
  decision.plan.steps.map(({ verdict, action }) => `${verdict} ${action.kind} ${action.because}`);
const holds = (decision: Decision): readonly string[] =>
  decision.plan.steps.flatMap((step) => (step.verdict === 'hold' ? step.holds.map(({ why }) => why) : []));

describe('someone who', () => {
  test.each<[string, Person, readonly string[]]>([
    [
      'has been disabled is switched off at once',
      { ...ada, state: 'disabled', groups: [] },
      ['go deactivate disabled'],
    ],
    ['has been deleted is switched off at once', { ...ada, state: 'deleted', groups: [] }, ['go deactivate deleted']],
    ['is in no mapped group, as a direct check says, is switched off', outside(ada), ['go deactivate out-of-scope']],
    [
      'cannot be found any more waits for a run over everybody',
      { ...ada, state: 'gone', groups: [] },
      ['hold deactivate gone'],
    ],
    ['is as before causes nothing', ada, []],
    ['has another name is followed', { ...ada, lastName: 'Newname' }, ['go update drifted']],
    ['is suspended causes nothing but a finding', { ...ada, state: 'suspended' }, []],
  ])('%s', (_name, now, expected) => {
    expect(lines(seen(now))).toEqual(expected);
  });

  test('starts gets a member', () => {
    const decision = seen(aPerson('Dora Neu'));

    expect(lines(decision)).toEqual(['go create in-scope']);
    expect(decision.plan.findings).toEqual([]);
  });

  test('is in no group while a group cannot be found is left alone', () => {
    const world = aWorld([], TEAM, { memory: KNOWN });
    const look = lookAt(ada.id, world, [outside(ada)]);
    const problem = { check: 'group-missing', place: 'group PSA Dispatch', detail: 'not found' } as const;
    const decision = decide({
      ...look,
      confirmedOutside: [],
      directory: { ...look.directory, problems: [problem], complete: false },
    });

    expect(going(decision)).toEqual([]);
    expect(holds(decision)).toContain(
      'Only this person was looked at, and nothing proves their absence; the next run over everybody decides.',
    );
  });

  test('is in no group since a group was taken out of the mapping waits for a word', () => {
    const memory = { ...KNOWN, baseline: { ...BASELINE, groups: [{ selector: 'PSA Former', people: 2 }] } };

    expect(going(seen(outside(ada), [ben, cem], { memory }))).toEqual([]);
  });
});

describe('the others', () => {
  test('are neither planned nor reported nor forgotten, whatever they look like', () => {
    const decision = seen({ ...ada, state: 'disabled', groups: [] }, [outside(ben)]);

    expect(lines(decision)).toEqual(['go deactivate disabled']);
    expect(decision.plan.findings).toEqual([]);
    expect(decision.matching).toMatchObject({ pairs: [{ person: { id: ada.id } }], members: [], people: [] });
  });

  test('with an account made anew keep the member: the old link is contradicted', () => {
    const anew = aPerson('Ada Example', { id: 'p-anew' });
    const decision = seen({ ...ada, state: 'disabled', groups: [], addresses: [] }, [anew]);

    expect(decision.plan.steps).toEqual([]);
    expect(decision.plan.findings.map(({ kind }) => kind)).toEqual(['ambiguous-match']);
  });

  test('who are linked with the member whose address a newcomer has are asked about', () => {
    const newcomer = aPerson('Nora Neu', { addresses: memberBen.addresses });
    const decision = seen(newcomer, [{ ...ben, addresses: [] }]);

    expect(going(decision)).toEqual([]);
  });

  test('who share a newcomer’s address hold the creation until everybody is read', () => {
    const newcomer = aPerson('Nora Neu');
    const decision = seen(newcomer, [aPerson('Shared Box', { addresses: newcomer.addresses, groups: [] })]);

    expect(lines(decision)).toEqual(['hold create in-scope']);
    expect(decision.plan.steps).toMatchObject([{ holds: [{ guard: 'identity', release: 'time' }] }]);
    expect(decision.plan.findings.map(({ kind }) => kind)).toEqual(['mail-conflict']);
  });

  test('of the same name do not hold a creation when their member is known to be theirs, and do otherwise', () => {
    const newcomer = aPerson('Ben Example', { id: 'p-new', login: 'b2@harborpine.example' });
    const unlinked = { ...KNOWN, links: KNOWN.links.filter(({ person }) => person !== ben.id) };

    expect(lines(seen(newcomer, []))).toEqual(['go create in-scope']);
    expect(lines(seen(newcomer, [], { memory: unlinked }))).toEqual(['hold create in-scope']);
  });
});

describe('a member of whom only the Member ID fits', () => {
  test('waits for a run over everybody', () => {
    const bare = {
      ...memberAda,
      addresses: [],
      fields: { ...memberAda.fields, officeEmail: 'old@harborpine.example' },
    };
    const decision = seen(ada, [], {
      psa: aMemberRoster([bare, memberBen, memberCem, boss]),
      memory: { ...KNOWN, links: [] },
    });

    expect(lines(decision)).toEqual(['hold update drifted']);
    expect(decision.plan.steps).toMatchObject([{ holds: [{ guard: 'identity', release: 'time' }] }]);
  });
});

describe('before any good run over everybody', () => {
  test('nothing goes, and no approval lifts that', () => {
    const decision = seen({ ...ada, state: 'disabled', groups: [] }, [], { memory: { ...KNOWN, baseline: null } });

    expect(lines(decision)).toEqual(['hold deactivate disabled']);
    expect(decision.integrity).toMatchObject([{ side: 'psa', check: 'no-baseline', release: 'time' }]);
  });
});

describe('the last administrator', () => {
  const chief = { ...memberAda, fields: { ...memberAda.fields, securityRole: ROLES.administrator } };

  test('is held, though the roles are asked for only when nobody else administers by their own record', () => {
    const decision = seen({ ...ada, state: 'disabled', groups: [] }, [], {
      psa: aMemberRoster([chief, memberBen, memberCem, { ...boss, active: false }]),
    });

    expect(decision.plan.steps).toMatchObject([{ holds: [{ guard: 'last-administrator' }] }]);
  });

  test('is not who has another beside them', () => {
    const decision = seen({ ...ada, state: 'disabled', groups: [] }, [], {
      psa: aMemberRoster([chief, memberBen, memberCem, boss]),
    });

    expect(lines(decision)).toEqual(['go deactivate disabled']);
  });
});

describe('one after the other', () => {
  const limits = {
    ...aPolicy().limits,
    deactivate: { ...UNLIMITED, perRun: { count: 2, percent: 100 } },
  };
  const policy = aPolicy({ limits });
  const at = (minutes: number) => new Date(Date.parse(NOW) - minutes * 60_000).toISOString();
  const past = (...minutes: readonly number[]) =>
    minutes.map((each) => ({ class: 'deactivate' as const, at: at(each) }));

  test.each([
    ['within the hour and under the limit', past(50), ['go deactivate disabled']],
    ['within the hour and over it', past(10, 50), ['hold deactivate disabled']],
    ['when the others are longer ago', past(61, 70), ['go deactivate disabled']],
  ])('they pass as in one run: %s', (_name, pastWrites, expected) => {
    expect(lines(seen({ ...ada, state: 'disabled', groups: [] }, [], { policy, pastWrites }))).toEqual(expected);
  });

  test('the hold says how many went before', () => {
    expect(holds(seen({ ...ada, state: 'disabled', groups: [] }, [], { policy, pastWrites: past(10, 50) }))).toEqual([
      '2 deactivations within the last hour and 1 more now, one person after the other; at most 2 pass, as in one run.',
    ]);
  });
});

describe('what is remembered', () => {
  const others: Memory = {
    ...KNOWN,
    absences: [{ member: memberBen.key, firstSeen: NOW, sightings: 1 }],
    failures: [{ subject: 'member:2', count: 1, notBefore: NOW, detail: 'no' }],
    awaiting: [{ subject: 'deactivate member:2', since: NOW }],
  };
  const after = (now: Person, memory: Memory): Memory => {
    const look = lookAt(now.id, aWorld([], TEAM, { memory }), [now, ben, cem]);
    return remember({ world: look, decision: decide(look), steps: [], run: RUN });
  };

  test('of others stays as it was, the counts of the last good run too', () => {
    expect(after(ada, others)).toEqual({ ...others, sides: aWorld([], []).sides, lastRun: RUN });
  });

  test('of the one person is set right', () => {
    const own: Memory = {
      ...others,
      absences: [{ member: memberAda.key, firstSeen: NOW, sightings: 1 }],
      failures: [{ subject: 'member:1', count: 1, notBefore: NOW, detail: 'no' }],
      awaiting: [{ subject: 'deactivate member:1', since: NOW }],
    };

    expect(after(ada, own)).toMatchObject({ absences: [], failures: [], awaiting: [] });
  });

  test('of an absence that waits for its grace period is its first sighting', () => {
    const policy = aPolicy({ absenceGraceHours: 24 });
    const look = lookAt(ada.id, aWorld([], TEAM, { memory: others, policy }), [outside(ada)]);
    const memory = remember({ world: look, decision: decide(look), steps: [], run: RUN });

    expect(memory.absences.map(({ member }) => member)).toEqual([1, 2]);
  });
});

const RUNS = { numRuns: 800, seed: 20261125 };
const settled = scene().map(({ world, directory }) => ({
  // Of whom the directory has no trace, nobody knows an address.
  directory: directory.map((person) => (person.state === 'gone' ? { ...person, addresses: [] } : person)),
  world: {
    ...world,
    memory: { ...world.memory, baseline: { ...BASELINE, members: 1 } },
    directory: { ...world.directory, problems: [], complete: true },
  },
}));

/** Who takes work over depends on what is known of others, and a look at one person knows less of them. */
function asPlanned(action: Action): string {
  if (action.kind === 'reassign') return awaitingSubject(action);
  return JSON.stringify(action.kind === 'deactivate' ? { ...action, handover: [] } : action);
}

/** Every duty that a run over everybody would hand over if somebody could take it. */
function handable(report: Decision['offboarding']): readonly string[] {
  const duties = (report?.leavers ?? []).flatMap(({ before }) =>
    before.flatMap(({ duty, fate }) => (fate.kind === 'handed-over' || fate.kind === 'no-successor' ? [duty] : [])),
  );
  return duties.flatMap((duty) => {
    if ('ticket' in duty) return [`reassign member:${duty.member} ${duty.kind} ${duty.ticket.list}:${duty.ticket.id}`];
    return duty.kind === 'approver' ? [`reassign member:${duty.member} ${duty.field} of ${duty.of.key}`] : [];
  });
}

function leavesToo(duty: HandedDuty, report: Decision['offboarding']): boolean {
  return duty.kind === 'approver' && (report?.leavers ?? []).some(({ member }) => member.key === duty.of.key);
}

test('whoever is looked at, nothing is planned that a run over everybody would not plan, and only for them', () => {
  let compared = 0;
  fc.assert(
    fc.property(settled, ({ world, directory }) => {
      for (const person of directory) {
        // A deleted account that carries somebody's address makes a run over everybody doubt a link that a look at that person takes for good.
        const alive = directory.filter(({ id, state }) => state !== 'deleted' || id === person.id);
        const { plan, offboarding } = decide(withLookups(world, alive));
        const whole = [...plan.steps.map(({ action }) => asPlanned(action)), ...handable(offboarding)];
        for (const step of going(decide(lookAt(person.id, world, directory)))) {
          expect(step.action.person?.id).toBe(person.id);
          // A number behind a Member ID depends on who else starts at the same time.
          if (step.action.kind === 'create') continue;
          // Nor is it known of whom a leaver is the superior that they leave, too.
          if (step.action.kind === 'reassign' && leavesToo(step.action.reassignment.duty, offboarding)) continue;
          compared += 1;

          expect(whole).toContain(asPlanned(step.action));
        }
      }
    }),
    RUNS,
  );

  expect(compared).toBeGreaterThan(60);
});

test('whoever is looked at, absence without a direct proof never switches anybody off', () => {
  fc.assert(
    fc.property(settled, ({ world, directory }) => {
      for (const person of directory) {
        const unproven = { ...lookAt(person.id, world, directory), confirmedOutside: [] };
        const absent = going(decide(unproven)).filter(
          ({ action }) => action.kind === 'deactivate' && ABSENCES.includes(action.because),
        );

        expect(absent).toEqual([]);
      }
    }),
    RUNS,
  );
});

test('a look after a look at the same person does nothing', () => {
  fc.assert(
    fc.property(settled, ({ world, directory }) => {
      for (const person of directory) {
        const look = lookAt(person.id, world, directory);
        const played = play(look, decide(look)).world;
        const { psa, memory, duties } = played;
        const again = decide(lookAt(person.id, { ...world, psa, memory, duties }, directory));

        expect(going(again)).toEqual([]);
      }
    }),
    RUNS,
  );
});
