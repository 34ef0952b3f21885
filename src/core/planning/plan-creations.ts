/** People in scope who have no member yet. */
import type { Action } from '../../domain/planning/action.ts';
import type { Finding } from '../../domain/planning/finding.ts';
import type { Hold, PlannedAction } from '../../domain/planning/plan.ts';
import type { Link } from '../../domain/memory/memory.ts';
import type { Matching } from '../../domain/planning/decision.ts';
import type { Member, MemberFields } from '../../domain/people/member.ts';
import type { Scope } from './scope.ts';
import type { World } from '../../domain/planning/world.ts';
import { personRef, type Person } from '../../domain/people/person.ts';
import { fold, foldAddresses, nameKey, wholeNameKey } from '../normalize.ts';
import { directoryFields, type DirectoryFields } from './desired-fields.ts';
import { expectedIdentifier, firstFree } from './member-id.ts';
import { finding } from './findings.ts';
import type { ResolvedProfile } from './profiles.ts';
import { isExcludedGuest } from './scope.ts';

export interface Newcomer {
  readonly person: Person;
  readonly resolved: ResolvedProfile;
}

/** Who is in question. The world is in order already, so numbering does not depend on the order of the read. */
export function newcomers(world: World, matching: Matching, scope: Scope): readonly Newcomer[] {
  return matching.people.flatMap((person) => {
    const resolved = scope.profileOf(person);
    return resolved === undefined || person.state !== 'enabled' || isExcludedGuest(person, world)
      ? []
      : [{ person, resolved }];
  });
}

export function planCreations(
  world: World,
  matching: Matching,
  scope: Scope,
): { readonly planned: readonly PlannedAction[]; readonly findings: readonly Finding[] } {
  const planned: PlannedAction[] = [];
  const findings: Finding[] = [];
  const taken = new Set(world.psa.members.map((member) => fold(member.identifier)));
  const shared = sharedAddresses(livingPeople(world), matching.sharedAddresses);
  const namesakes = membersByName(unclaimed(world, matching), world.toAscii);

  for (const { person, resolved } of newcomers(world, matching, scope)) {
    const { values, cut } = directoryFields(person);
    const expected = expectedIdentifier(person, world.policy.memberId, world.toAscii);
    const gaps = missing(person, values, expected, world);
    if (gaps.length > 0) findings.push(missingFinding(person, gaps));
    const { firstName, lastName, officeEmail } = values;
    const { securityRole } = resolved.fields;
    if (expected === null || firstName === undefined || lastName === undefined || officeEmail === undefined) continue;
    // Names of the profile that stand for nothing are one finding of their own, with everybody who waits for them.
    if (gaps.length > 0 || resolved.problems.length > 0 || securityRole === undefined) continue;

    const doubts: Hold[] = [];
    const identifier = chooseIdentifier(expected, taken, world, person, doubts, findings);
    taken.add(fold(identifier));
    const sameName = namesakes.get(wholeNameKey(firstName, lastName, world.toAscii));
    if (sameName !== undefined) doubts.push(duplicateHold(person, sameName, findings));
    const linked = world.memory.links.find((link) => link.person === person.id);
    if (linked !== undefined) doubts.push(linkedHold(person, linked));
    const conflict = foldAddresses(person.addresses).find((address) => shared.has(address));
    if (conflict !== undefined) {
      doubts.push({
        guard: 'identity',
        // A look at one person finds holders of the address whom no run over the mapped groups would see.
        release: world.focus === null ? 'source' : 'time',
        why: `${conflict} also belongs to someone else in the directory, so the new member could not be told apart.`,
      });
    }
    if (cut.length > 0) findings.push(cutFinding(person, cut));
    const action: Action = {
      kind: 'create',
      person: personRef(person),
      draft: {
        identifier,
        fields: { ...optional(values, world), ...resolved.fields, firstName, lastName, officeEmail, securityRole },
        templateId: resolved.templateId,
        hiredOn: person.hiredOn,
      },
      profile: resolved.profile.name,
      because: 'in-scope',
    };
    planned.push({ action, doubts });
  }
  return { planned, findings };
}

/** Someone with a remembered member is no newcomer: the record is hidden, or has become an API member. */
function linkedHold(person: Person, link: Link): Hold {
  return {
    guard: 'identity',
    release: 'source',
    why: `${person.login} is linked with member record ${link.member}, which is not among the members any more; a second record could never be removed.`,
  };
}

/** Title and phones only where the directory owns them; names and the address are always needed. */
function optional(values: DirectoryFields['values'], world: World): Partial<MemberFields> {
  return Object.fromEntries(
    Object.entries(values).filter(([field]) => world.policy.directoryOwns.some((owned) => owned === field)),
  );
}

function missing(
  person: Person,
  values: DirectoryFields['values'],
  expected: string | null,
  world: World,
): readonly string[] {
  return [
    ...(values.firstName === undefined ? ['a first name'] : []),
    ...(values.lastName === undefined ? ['a last name'] : []),
    ...(values.officeEmail === undefined ? ['an e-mail address'] : []),
    ...(expected === null ? [`what the Member ID template "${world.policy.memberId.template}" needs`] : []),
    ...(person.type === 'unknown' && world.policy.guests === 'exclude'
      ? ['a user type (it tells employees from guests)']
      : []),
  ];
}

function missingFinding(person: Person, gaps: readonly string[]): Finding {
  return finding(
    'missing-field',
    'act',
    { people: [person] },
    `${person.login} should get a member, but the directory does not have ${gaps.join(', ')}.`,
    'Fill it in in the directory; the next run creates the member.',
  );
}

function chooseIdentifier(
  expected: string,
  taken: ReadonlySet<string>,
  world: World,
  person: Person,
  doubts: Hold[],
  findings: Finding[],
): string {
  if (!taken.has(fold(expected))) return expected;
  const free = world.policy.memberId.onCollision === 'number' ? firstFree(expected, taken) : null;
  if (free !== null) return free;
  doubts.push({
    guard: 'identity',
    release: 'config',
    why: `Member ID ${expected} is taken, and Member IDs are unique over active and inactive members alike.`,
  });
  findings.push(
    finding(
      'member-id-collision',
      'act',
      { people: [person], members: world.psa.members.filter((member) => fold(member.identifier) === fold(expected)) },
      `The Member ID that ${person.login} would get, ${expected}, is taken.`,
      'Set memberId.onCollision to "number", or choose a template that tells the two apart.',
    ),
  );
  return expected;
}

function duplicateHold(person: Person, members: readonly Member[], findings: Finding[]): Hold {
  const names = members.map((member) => `${member.identifier}${member.active ? '' : ' (inactive)'}`).join(', ');
  findings.push(
    finding(
      'possible-duplicate',
      'act',
      { people: [person], members },
      `${person.login} has the same name as ${names}, and nothing else connects them.`,
      'If it is the same person, put their address on that member. If not, approve the held creation. Members cannot be merged or deleted.',
    ),
  );
  return {
    guard: 'identity',
    release: 'approval',
    why: `Member ${names} has the same name; a second record of one person could never be removed.`,
  };
}

function cutFinding(person: Person, fields: DirectoryFields['cut']): Finding {
  return finding(
    'value-cut',
    'know',
    { people: [person] },
    `The PSA keeps 30 characters of a name, so the ${fields.map((field) => WORDS[field]).join(' and the ')} of ${person.login} ${fields.length === 1 ? 'is' : 'are'} cut.`,
    'Nothing has to be done, unless a shorter name is preferred in the directory.',
  );
}

const WORDS = { firstName: 'first name', lastName: 'last name' } as const;

/** Of the addresses that several people have, those that more than one living person of the roster has, with these people. */
export function sharedAddresses(
  people: readonly Person[],
  candidates: ReadonlySet<string>,
): ReadonlyMap<string, readonly Person[]> {
  const holders = new Map<string, Person[]>();
  if (candidates.size === 0) return holders;
  for (const person of people) {
    if (person.state === 'deleted') continue;
    for (const address of foldAddresses(person.addresses)) {
      if (candidates.has(address)) holders.set(address, [...(holders.get(address) ?? []), person]);
    }
  }
  return new Map([...holders].filter(([, those]) => those.length > 1));
}

/** Those of the lists; in a look at one person, who has no lists, everybody who was found by address. */
export function livingPeople({ focus, directory, lookups }: World): readonly Person[] {
  if (focus === null) return directory.people;
  const people = [...lookups.flatMap((answer) => answer.people), ...directory.people];
  return [...new Map(people.map((person) => [person.id, person])).values()];
}

function unclaimed(world: World, matching: Matching): readonly Member[] {
  const claimed = new Set(
    matching.pairs.filter(({ person }) => person.state === 'enabled').map(({ member }) => member.key),
  );
  // The others' pairs are not there in a look at one person, but their links are.
  if (world.focus !== null) for (const link of world.memory.links) claimed.add(link.member);
  return world.psa.members.filter((member) => member.licenseClass !== 'A' && !claimed.has(member.key));
}

function membersByName(
  members: readonly Member[],
  toAscii: (text: string) => string,
): ReadonlyMap<string, readonly Member[]> {
  const byName = new Map<string, Member[]>();
  for (const member of members) {
    const key = nameKey(member.fields.firstName, member.fields.lastName, toAscii);
    if (key !== null) byName.set(key, [...(byName.get(key) ?? []), member]);
  }
  return byName;
}
