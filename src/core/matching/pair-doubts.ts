/** Why nothing should be written to a matched pair without somebody's word, although the evidence is one to one. */
import type { Hold } from '../../domain/planning/plan.ts';
import type { Pair } from '../../domain/planning/decision.ts';
import type { Member } from '../../domain/people/member.ts';
import type { World } from '../../domain/planning/world.ts';
import { foldAddresses } from '../normalize.ts';
import { nameAgreement } from './match-by-member-id.ts';

/** An address or a Member ID that somebody else may have had before, or may have, too. A link and the directory's own id stand by themselves. */
export function pairDoubts(pair: Pair, world: World): readonly Hold[] {
  const focused = world.focus === null ? [] : focusDoubts(pair, world);
  if (pair.evidence.includes('link') || pair.evidence.includes('directory-id')) return focused;
  const { person, member } = pair;
  const holds: Hold[] = [...focused];
  if (nameAgreement(person, member, world.toAscii) === 'none') {
    holds.push({
      guard: 'identity',
      release: 'approval',
      why: `Only an address connects ${person.login} with member ${member.identifier}; no part of the name agrees.`,
    });
  }
  if (world.directory.problems.length > 0) {
    holds.push({
      guard: 'source-integrity',
      release: 'source',
      why: `The directory could not be read whole, and nothing but ${pair.evidence.join(' and ')} connects ${person.login} with member ${member.identifier}: someone who was not read may have a better claim.`,
    });
  }
  return holds;
}

/** What only a run over everybody can weigh: evidence that may speak for others as well, and addresses that point at a second person or at a second member. */
function focusDoubts({ person, member, evidence }: Pair, world: World): readonly Hold[] {
  const rivals = world.lookups
    .flatMap((answer) => answer.people)
    .filter((other) => other.id !== person.id && other.state !== 'deleted' && shareAddress(other, member));
  const others = world.psa.members.filter(
    (other) => other.key !== member.key && other.licenseClass !== 'A' && shareAddress(other, person),
  );
  const why = [
    ...(evidence.includes('link')
      ? []
      : [`Nothing but ${evidence.join(' and ')} connects ${person.login} with member ${member.identifier}`]),
    ...(rivals.length > 0
      ? [`${named(rivals.map((other) => other.login))} has an address of member ${member.identifier}, too`]
      : []),
    ...(others.length > 0
      ? [`Member ${named(others.map((other) => other.identifier))} has an address of ${person.login}, too`]
      : []),
  ];
  return why.map((each) => ({
    guard: 'identity',
    release: 'time',
    why: `${each}; the next run over everybody tells whose it is.`,
  }));
}

type Addressed = Pick<Member, 'addresses'>;
function shareAddress(one: Addressed, other: Addressed): boolean {
  const theirs = new Set(foldAddresses(other.addresses));
  return foldAddresses(one.addresses).some((address) => theirs.has(address));
}

function named(names: readonly string[]): string {
  return [...new Set(names)].join(', ');
}
