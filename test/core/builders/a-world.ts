/** Builders of policies and worlds, and the PSA's side of a plan played in memory. */
import { REPORT_ONLY } from '../../../src/domain/offboarding/handover.ts';
import { PLAIN_APPROVALS } from '../../../src/domain/rulings/ruling.ts';
import { PLAIN_SEATING } from '../../../src/domain/people/seat.ts';
import { anyAscii } from './any-ascii.ts';
import type { Catalogue, CatalogueEntry, World } from '../../../src/domain/planning/world.ts';
import { EMPTY_MEMORY, type Approval, type Sides } from '../../../src/domain/memory/memory.ts';
import { runId, type Digest } from '../../../src/domain/ids.ts';
import type { GuardName } from '../../../src/domain/planning/plan.ts';
import type { KindLimits, Policy, Profile } from '../../../src/domain/planning/policy.ts';
import type { DirectoryRoster, MemberRoster, SourceProblem } from '../../../src/domain/people/roster.ts';
import type { Member } from '../../../src/domain/people/member.ts';
import type { Person } from '../../../src/domain/people/person.ts';
import type { Reference } from '../../../src/domain/people/member.ts';
import { DEPARTMENT, LOCATION, ROLES } from './a-member.ts';
import { DISPATCH, TECHNICIANS } from './a-person.ts';

export const NOW = '2026-11-23T10:00:00.000Z';
export const RUN = runId('20261123T100000Z-000001');

export const TECHNICIAN_PROFILE: Profile = {
  name: 'technician',
  groups: ['PSA Technicians'],
  licenseClass: 'F',
  references: { securityRole: 'Technician', defaultLocation: 'Portland', defaultDepartment: 'Service' },
  memberTemplate: null,
};
export const DISPATCH_PROFILE: Profile = {
  ...TECHNICIAN_PROFILE,
  name: 'dispatch',
  groups: ['PSA Dispatch'],
  references: { ...TECHNICIAN_PROFILE.references, securityRole: 'Dispatcher' },
};

/** A limit that never bites, however few members there are (but for none at all). */
export const UNLIMITED: KindLimits = {
  perRun: { count: 1_000_000, percent: 1_000_000 },
  perDay: { count: 1_000_000, percent: 1_000_000 },
};

/** The same limit for every kind of write. */
export function limitsOf(each: KindLimits): Policy['limits'] {
  return {
    reassign: each,
    deactivate: each,
    reactivate: each,
    create: each,
    'role-change': each,
    'other-change': each,
  };
}

export function aPolicy(over: Partial<Policy> = {}): Policy {
  return {
    approvals: PLAIN_APPROVALS,
    profiles: [TECHNICIAN_PROFILE, DISPATCH_PROFILE],
    memberId: { template: '{login}', case: 'lower', onCollision: 'hold' },
    directoryOwns: ['firstName', 'lastName', 'officeEmail'],
    guests: 'exclude',
    suspended: 'report',
    unmanaged: 'report',
    absenceGraceHours: 0,
    mayBeEmpty: [],
    canaries: [],
    shrunkBelowPercent: 80,
    protectedMembers: [],
    seats: {},
    limits: limitsOf(UNLIMITED),
    linkSso: false,
    offboarding: REPORT_ONLY,
    seating: PLAIN_SEATING,
    companyDomains: [],
    ...over,
  };
}

export function aCatalogue(over: Catalogue = {}): Catalogue {
  const entry = (reference: Reference, admin = false): CatalogueEntry => ({ ...reference, inactive: false, admin });
  return {
    securityRole: [entry(ROLES.technician), entry(ROLES.dispatcher), entry(ROLES.administrator, true)],
    defaultLocation: [entry(LOCATION)],
    defaultDepartment: [entry(DEPARTMENT)],
    ...over,
  };
}

export function aRoster(people: readonly Person[], problems: readonly SourceProblem[] = []): DirectoryRoster {
  const inGroup = (id: Person['groups'][number]): number =>
    people.filter((person) => person.groups.includes(id)).length;
  if (people.some((person) => person.groups.length === 0))
    throw new Error('Everybody on the roster was read from a group');
  return {
    people,
    groups: [
      { selector: 'PSA Technicians', id: TECHNICIANS, name: 'PSA Technicians', people: inGroup(TECHNICIANS) },
      { selector: 'PSA Dispatch', id: DISPATCH, name: 'PSA Dispatch', people: inGroup(DISPATCH) },
    ],
    problems,
    complete: problems.length === 0,
  };
}

export function aMemberRoster(members: readonly Member[], problems: readonly SourceProblem[] = []): MemberRoster {
  if (new Set(members.map((member) => member.key)).size < members.length)
    throw new Error('Two members cannot share a record id');
  return { members, problems, complete: problems.length === 0 };
}

const SIDES: Sides = { directory: 'harborpine.example', psa: 'psa.example/harborpine' };

/** A sound world at NOW. The dispatch group may be empty, so that a test with technicians alone is not frozen. */
export function aWorld(people: readonly Person[], members: readonly Member[], over: Partial<World> = {}): World {
  return {
    policy: aPolicy({ mayBeEmpty: ['PSA Dispatch', 'PSA Technicians'] }),
    directory: aRoster(people),
    psa: aMemberRoster(members),
    lookups: [],
    unfinishedLookups: [],
    confirmedOutside: [],
    confirmedInside: [],
    sides: SIDES,
    focus: null,
    eventLog: null,
    duties: null,
    managers: [],
    activity: null,
    catalogue: aCatalogue(),
    memory: EMPTY_MEMORY,
    pastWrites: [],
    approvals: [],
    objections: [],
    now: NOW,
    toAscii: anyAscii,
    ...over,
  };
}

/** Given when every guard that an approval can lift held the step. */
export function anApproval(step: Digest, over: Partial<Approval> = {}): Approval {
  return {
    version: 1,
    digest: step,
    by: 'Ada Admin',
    person: null,
    guards: APPROVABLE,
    note: '',
    at: NOW,
    expires: '2026-11-24T10:00:00.000Z',
    ...over,
  };
}

const APPROVABLE: readonly GuardName[] = [
  'source-integrity',
  'limit-per-run',
  'limit-per-day',
  'seats',
  'identity',
  'confirm-return',
  'back-off',
];
