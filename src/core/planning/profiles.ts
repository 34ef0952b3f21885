/** Which profile a person gets, and what its names stand for in this PSA. */
import type { Catalogue, CatalogueEntry } from '../../domain/planning/world.ts';
import type { DirectoryRoster } from '../../domain/people/roster.ts';
import type { GroupId } from '../../domain/ids.ts';
import type { Member, MemberFields, Reference } from '../../domain/people/member.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Policy, Profile, ReferenceField } from '../../domain/planning/policy.ts';
import { isApproverField, referenceNames } from './catalogue-kinds.ts';
import { fold } from '../normalize.ts';

export interface ResolvedProfile {
  readonly profile: Profile;
  readonly fields: Partial<MemberFields> & Pick<MemberFields, 'licenseClass'>;
  readonly templateId: number | null;
  /** One sentence for each name that stands for nothing, or for more than one record. */
  readonly problems: readonly string[];
}

/** First profile, in the policy's order, that has one of the person's groups; undefined: out of scope. */
export function profileFinder(
  policy: Policy,
  groups: DirectoryRoster['groups'],
): (person: Person) => Profile | undefined {
  const rank = new Map<GroupId, number>();
  policy.profiles.forEach((profile, index) => {
    for (const group of groups) {
      if (group.id !== null && profile.groups.includes(group.selector) && !rank.has(group.id))
        rank.set(group.id, index);
    }
  });
  return (person) => {
    let best = policy.profiles.length;
    for (const group of person.groups) best = Math.min(best, rank.get(group) ?? best);
    return policy.profiles[best];
  };
}

/** Resolves every name of every profile once. */
export function resolveProfiles(
  policy: Policy,
  catalogue: Catalogue,
  members: readonly Member[],
): ReadonlyMap<Profile, ResolvedProfile> {
  return new Map(policy.profiles.map((profile) => [profile, resolveProfile(profile, catalogue, members)]));
}

function resolveProfile(profile: Profile, catalogue: Catalogue, members: readonly Member[]): ResolvedProfile {
  const problems: string[] = [];
  const fields: Record<string, Reference> = {};
  for (const [field, name] of referenceNames(profile.references)) {
    const found = isApproverField(field) ? approver(name, members) : named(name, catalogue[field]);
    if (typeof found === 'string') problems.push(`Profile "${profile.name}": ${WHAT[field]} "${name}" ${found}.`);
    else fields[field] = found;
  }
  let templateId: number | null = null;
  if (profile.memberTemplate !== null) {
    const found = named(profile.memberTemplate, catalogue.memberTemplate);
    if (typeof found === 'string')
      problems.push(`Profile "${profile.name}": member template "${profile.memberTemplate}" ${found}.`);
    else templateId = found.id;
  }
  return { profile, fields: { ...fields, licenseClass: profile.licenseClass }, templateId, problems };
}

function named(name: string, entries: readonly CatalogueEntry[] = []): Reference | string {
  const same = entries.filter((entry) => fold(entry.name) === fold(name));
  const active = same.filter((entry) => !entry.inactive);
  const [only, second] = active;
  if (only === undefined) return same.length > 0 ? 'is inactive in the PSA' : 'does not exist in the PSA';
  if (second !== undefined)
    return `stands for ${active.length} records in the PSA, so it is not clear which one is meant`;
  return { id: only.id, name: only.name };
}

function approver(identifier: string, members: readonly Member[]): Reference | string {
  const member = members.find((candidate) => fold(candidate.identifier) === fold(identifier));
  if (member === undefined) return 'is no Member ID in the PSA';
  return member.active ? { id: member.key, name: member.identifier } : 'is an inactive member';
}

const WHAT = {
  securityRole: 'security role',
  structureLevel: 'structure level',
  securityLocation: 'security location',
  defaultLocation: 'location',
  defaultDepartment: 'department',
  salesDefaultLocation: 'sales territory',
  serviceDefaultBoard: 'service board',
  timeZone: 'time zone',
  workRole: 'work role',
  workType: 'work type',
  type: 'member type',
  timeApprover: 'time approver',
  expenseApprover: 'expense approver',
  reportsTo: 'manager',
} as const satisfies Record<ReferenceField, string>;
