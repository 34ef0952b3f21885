/** Random worlds for the properties: crowded on purpose, so that addresses, names and Member IDs collide. */
import fc from 'fast-check';
import type { Member } from '../../../src/domain/people/member.ts';
import type { Person } from '../../../src/domain/people/person.ts';
import type { SourceProblem } from '../../../src/domain/people/roster.ts';
import type { World } from '../../../src/domain/planning/world.ts';
import type { WriteClass } from '../../../src/domain/planning/policy.ts';
import { memberKey, runId } from '../../../src/domain/ids.ts';
import { EMPTY_MEMORY, type Link, type Tombstone } from '../../../src/domain/memory/memory.ts';
import { managersOf, offboardingOf, readingOf, rules, withSuperiors, work } from './arbitrary-work.ts';
import { aMember, ROLES } from './a-member.ts';
import { aCatalogue, aMemberRoster, aPolicy, aRoster, aWorld } from './a-world.ts';
import { aPerson, DISPATCH, TECHNICIANS } from './a-person.ts';
import { lively } from './arbitrary-seating.ts';
import { withLookups } from './play.ts';

const lastYear = runId('20260101T000000Z-000000');
/** Mostly crowded: small worlds alone would hardly ever collide, or meet a limit. */
const SIZES = [1, 3, 6, 10, 10];
const FIRST = ['Ada', 'Ben', 'Chen', 'Zoë', 'Maximiliane-Wilhelmina-Theodora'];
const LAST = ['Example', 'Muster', 'Łukasz'];
const address = fc.constantFrom(...Array.from({ length: 12 }, (_, index) => `a${index}@harborpine.example`));

/** `leaving`: one in two has left, and nearly everybody has an active member; everything is else as in `mixed`. */
export type Crowd = 'mixed' | 'leaving';

const STATES = {
  mixed: ['enabled', 'enabled', 'enabled', 'enabled', 'disabled', 'deleted', 'gone', 'suspended', 'pending', 'unknown'],
  leaving: ['enabled', 'enabled', 'enabled', 'disabled', 'disabled', 'deleted', 'gone', 'suspended'],
} as const satisfies Record<Crowd, readonly Person['state'][]>;
const MOSTLY = fc.constantFrom(true, true, true, true, false);

const person = (index: number, crowd: Crowd): fc.Arbitrary<Person> =>
  fc
    .record({
      first: fc.constantFrom(...FIRST),
      last: fc.constantFrom(...LAST),
      addresses: fc.uniqueArray(address, { maxLength: 2 }),
      state: fc.constantFrom<Person['state']>(...STATES[crowd]),
      type: fc.constantFrom<Person['type']>(
        ...Array.from({ length: 8 }, () => 'employee' as const),
        'guest',
        'unknown',
      ),
      groups: fc.constantFrom([], [TECHNICIANS], [TECHNICIANS], [DISPATCH], [TECHNICIANS, DISPATCH]),
      hasMail: fc.constantFrom(true, true, true, false),
    })
    .map(({ first, last, addresses, state, type, groups, hasMail }) =>
      aPerson(`${first} ${last}`, {
        id: `p${String(index).padStart(3, '0')}`,
        login: addresses[0] ?? `p${index}@harborpine.example`,
        mail: hasMail ? (addresses[0] ?? `p${index}@harborpine.example`) : null,
        addresses,
        state,
        type,
        groups: state === 'deleted' || state === 'gone' ? [] : groups,
      }),
    );

const member = (index: number, crowd: Crowd): fc.Arbitrary<Member> =>
  fc
    .record({
      identifier: fc.constantFrom(
        ...Array.from({ length: 12 }, (_, each) => `a${each}`),
        `m${index}`,
        `protected${index}`,
      ),
      first: fc.constantFrom(...FIRST),
      last: fc.constantFrom(...LAST),
      addresses: fc.uniqueArray(address, { maxLength: 2 }),
      active: crowd === 'mixed' ? fc.boolean() : MOSTLY,
      licenseClass: fc.constantFrom<Member['licenseClass']>('F', 'F', 'F', 'C', 'A'),
      role: fc.constantFrom(...Object.values(ROLES)),
    })
    .map(({ identifier, first, last, addresses, active, licenseClass, role }) =>
      aMember(index + 1, identifier, {
        active,
        licenseClass,
        addresses,
        fields: {
          firstName: first,
          lastName: last,
          securityRole: role,
          ...(addresses[0] !== undefined && { officeEmail: addresses[0] }),
        },
      }),
    );

/** The record that agrees with a person, but for the role, the licence class and the switch. */
function alike(one: Member, person: Person | undefined): Member {
  const { firstName = null, lastName = null, mail = null, addresses = [], login = '' } = person ?? {};
  if (firstName === null || lastName === null || mail === null) return one;
  return {
    ...one,
    identifier: (login.split('@')[0] ?? '').slice(0, 15),
    addresses,
    fields: { ...one.fields, firstName, lastName, officeEmail: mail },
  };
}

/** What makes a run doubtful or a step wait. */
const storm = fc.record({
  directoryProblems: fc.constantFrom<readonly SourceProblem[]>(
    ...Array.from({ length: 8 }, () => []),
    [{ check: 'cut', place: 'group PSA Technicians', detail: 'ended early' }],
    [{ check: 'group-missing', place: 'group PSA Dispatch', detail: 'not found' }],
  ),
  psaProblems: fc.constantFrom<readonly SourceProblem[]>(...Array.from({ length: 14 }, () => []), [
    { check: 'count-contradicted', place: 'members', detail: '9 of 10' },
  ]),
  baseline: fc.constantFrom(
    null,
    null,
    { people: 1, members: 1 },
    { people: 40, members: 1 },
    { people: 1, members: 40 },
    { people: 1, members: 1, groups: [{ selector: 'PSA Former', people: 2 }] },
  ),
  canaries: fc.constantFrom<readonly string[]>([], [], [], [], [], ['a0@harborpine.example']),
  mayBeEmpty: fc.constantFrom<readonly string[]>(
    ...Array.from({ length: 2 }, () => ['PSA Technicians', 'PSA Dispatch']),
    [],
  ),
  catalogue: fc.constantFrom(aCatalogue(), aCatalogue(), aCatalogue(), aCatalogue({ defaultLocation: [] })),
  hidden: fc.constantFrom(false, false, false, true),
  /** Nobody outside of the lists can be found by id any more. */
  exodus: fc.boolean(),
  confirmed: fc.boolean(),
  past: fc.array(
    fc.record({
      class: fc.constantFrom<WriteClass>('deactivate', 'create', 'other-change'),
      at: fc.constantFrom('2026-11-22T09:00:00.000Z', '2026-11-23T08:00:00.000Z'),
    }),
    { maxLength: 4 },
  ),
  failed: fc.array(fc.integer({ min: 1, max: 10 }), { maxLength: 1 }),
});

const calm = storm.map((sky) => ({
  ...sky,
  directoryProblems: [],
  psaProblems: [],
  baseline: null,
  canaries: [],
  hidden: false,
  exodus: false,
  mayBeEmpty: ['PSA Technicians', 'PSA Dispatch'],
  catalogue: aCatalogue(),
}));
const weather = fc.oneof({ weight: 3, arbitrary: calm }, { weight: 1, arbitrary: storm });

export interface Scene {
  readonly world: World;
  /** Everyone in the directory, mapped or not. */
  readonly directory: readonly Person[];
}

/** A scene before any run, or with some remembered links and tombstones. Guards are wide open unless `policy` says otherwise. */
export const scene = (policy: Partial<World['policy']> = {}, crowd: Crowd = 'mixed'): fc.Arbitrary<Scene> =>
  lively(bareScene(policy, crowd), policy);

const bareScene = (policy: Partial<World['policy']>, crowd: Crowd): fc.Arbitrary<Scene> =>
  fc
    .record({
      people: fc
        .constantFrom(...SIZES)
        .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => person(index, crowd)))),
      members: fc
        .constantFrom(...SIZES)
        .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => member(index, crowd)))),
      /** Which members agree with the person of the same index. */
      alike: fc.array(crowd === 'mixed' ? fc.boolean() : MOSTLY, { minLength: 10, maxLength: 10 }),
      weather,
      linked: fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 8 }),
      ours: fc.array(fc.nat(9), { maxLength: 3 }),
      unmanaged: fc.constantFrom<World['policy']['unmanaged']>('report', 'deactivate'),
      suspended: fc.constantFrom<World['policy']['suspended']>('report', 'deactivate'),
      onCollision: fc.constantFrom<World['policy']['memberId']['onCollision']>('hold', 'number'),
      work,
      rules,
      /** Somebody who is there whatever happens, to take over what others leave. */
      steady: fc.boolean(),
    })
    .map(
      ({
        people: everybody,
        members: strangers,
        alike: agrees,
        weather: sky,
        linked,
        ours,
        unmanaged,
        suspended,
        onCollision,
        work: their,
        rules: wanted,
        steady,
      }) => {
        const people = everybody.map((one) =>
          sky.exodus && one.groups.length === 0 ? { ...one, state: 'gone' as const } : one,
        );
        const members = strangers.map((one, index) => (agrees[index] === true ? alike(one, people[index]) : one));
        const distinct = members.filter(
          (one, index) => members.findIndex((other) => other.identifier === one.identifier) === index,
        );
        const unique = withSuperiors(steady ? [...distinct, aMember(50, 'protectedsteady')] : distinct, their);
        const remembered = linked.flatMap(([left, right]): readonly Link[] => {
          const [one, two] = [people[left], unique[right]];
          return one === undefined || two === undefined
            ? []
            : [
                {
                  person: one.id,
                  member: two.key,
                  expectedIdentifier: two.identifier,
                  since: '2026-01-01T00:00:00Z',
                  by: 'match',
                },
              ];
        });
        // Memory knows one person for a member and one member for a person.
        const links = remembered.filter(
          (link, index) =>
            !remembered.slice(0, index).some((other) => other.member === link.member || other.person === link.person),
        );
        const tombstones: readonly Tombstone[] = unique
          .filter((one, index) => !one.active && ours.includes(index))
          .map((one) => ({
            member: one.key,
            person: links.find((link) => link.member === one.key)?.person ?? people[one.key - 1]?.id ?? null,
            run: lastYear,
            // Some of them left so lately that their work is still looked after.
            at: one.key % 2 === 0 ? '2026-11-20T00:00:00Z' : '2026-01-01T00:00:00Z',
          }));
        const world = aWorld([], unique, {
          directory: aRoster(
            people.filter((one) => one.groups.length > 0),
            sky.directoryProblems,
          ),
          psa: aMemberRoster(unique, sky.psaProblems),
          catalogue: sky.catalogue,
          pastWrites: sky.past,
          duties: readingOf(
            their,
            unique,
            unique.filter((one) => one.active && people[one.key - 1]?.state !== 'enabled'),
          ),
          managers: managersOf(their, people),
          confirmedOutside: sky.confirmed
            ? people.filter((one) => one.state === 'enabled' && one.groups.length === 0).map((one) => one.id)
            : [],
          policy: aPolicy({
            mayBeEmpty: sky.mayBeEmpty,
            canaries: sky.canaries,
            protectedMembers: ['protected*'],
            unmanaged,
            suspended,
            memberId: { template: '{login}', case: 'lower', onCollision },
            offboarding: offboardingOf(wanted, unique),
            ...policy,
          }),
          memory: {
            ...EMPTY_MEMORY,
            links,
            tombstones: sky.hidden
              ? [...tombstones, { member: memberKey(99), person: null, run: lastYear, at: '2026-01-01T00:00:00Z' }]
              : tombstones,
            failures: sky.failed.map((key) => ({
              subject: `member:${key}`,
              count: 1,
              notBefore: '2027-01-01T00:00:00Z',
              detail: 'The role is locked',
            })),
            baseline:
              sky.baseline === null ? null : { run: lastYear, at: '2026-11-22T00:00:00Z', groups: [], ...sky.baseline },
          },
        });
        return { world: withLookups(world, people), directory: people };
      },
    );
