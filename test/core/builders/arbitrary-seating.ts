/** Brings a random world to life: who signed in and worked when, what roles may do, what seats cost. */
import fc from 'fast-check';
import { ago, anActivity, aSeatingPolicy, HIDDEN, NEVER } from './a-seating.ts';
import type { Activity } from '../../../src/domain/people/seat.ts';
import type { CatalogueEntry, RoleReach, World } from '../../../src/domain/planning/world.ts';
import type { Member } from '../../../src/domain/people/member.ts';
import type { Scene } from './arbitrary-world.ts';

const OLD_ROLE: CatalogueEntry = { id: 13, name: 'Technician (old)', inactive: true, admin: false };

/** On both sides of 60 days and near to it, and the days that only a clock knows. */
const activity = fc.constantFrom<Activity>(
  ...[0, 1, 30, 59, 60, 61, 62, 90, 400].map(ago),
  ...[ago(100), ago(200), HIDDEN],
  ...Array.from({ length: 10 }, () => NEVER),
);
const life = fc.record({
  lastLogin: activity,
  timeEntry: activity,
  ticket: activity,
  knownSince: fc.constantFrom(null, ago(10).at, ago(61).at, ago(900).at, ago(900).at),
  oldRole: fc.constantFrom(false, false, false, false, true),
});
const reach = fc.constantFrom<RoleReach | null>(
  null,
  { kind: 'read', levels: 100, all: 95 },
  { kind: 'read', levels: 100, all: 10 },
  { kind: 'unread', why: 'The right is missing.' },
);

const lives = fc.record({
  members: fc.array(life, { minLength: 10, maxLength: 10 }),
  reaches: fc.array(reach, { minLength: 4, maxLength: 4 }),
  domains: fc.constantFrom<World['policy']['companyDomains']>([], [], ['harborpine.example'], ['other.example']),
  except: fc.constantFrom<readonly string[]>([], [], ['m*'], ['a1']),
  snoozed: fc.constantFrom([], [], [{ member: 'A2', until: '2026-12-01' }], [{ member: 'a3', until: '2026-11-22' }]),
  prices: fc.constantFrom({}, { F: { monthly: 25.1 } }, { F: { monthly: 25.1 }, C: { monthly: 9.99 } }),
  nearPercent: fc.constantFrom(90, 50),
  looks: fc.constantFrom(true, true, true, true, false),
});

/** `policy`: what a test fixes. Members that come later have no life yet. */
export function lively(scenes: fc.Arbitrary<Scene>, policy: Partial<World['policy']>): fc.Arbitrary<Scene> {
  return fc.tuple(scenes, lives).map(([{ world, directory }, seen]): Scene => {
    const withLife = (member: Member): Member => {
      const own = seen.members[member.key - 1];
      if (own === undefined) return member;
      const { lastLogin, knownSince, oldRole } = own;
      const fields = oldRole
        ? { ...member.fields, securityRole: { id: OLD_ROLE.id, name: OLD_ROLE.name } }
        : member.fields;
      return { ...member, lastLogin, knownSince, fields };
    };
    const members = world.psa.members.map(withLife);
    const roles = world.catalogue.securityRole?.map((role, index): CatalogueEntry => {
      const known = seen.reaches[index] ?? null;
      return known === null ? role : { ...role, reach: known };
    });
    const { domains, except, snoozed, prices, nearPercent, looks } = seen;
    return {
      directory,
      world: {
        ...world,
        psa: { ...world.psa, members },
        catalogue: { ...world.catalogue, ...(roles !== undefined && { securityRole: [...roles, OLD_ROLE] }) },
        policy: {
          ...world.policy,
          companyDomains: domains,
          seating: aSeatingPolicy({ prices, nearPercent, idle: { except, snoozed } }),
          ...policy,
        },
        activity: looks ? members.flatMap((member) => anActivity(member, seen.members[member.key - 1] ?? {})) : null,
      },
    };
  });
}
