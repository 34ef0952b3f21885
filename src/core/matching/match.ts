/** Pairs people with members by evidence, in its order. Two candidates on either side, or evidence that contradicts, is a doubt, and a doubt is never written to. */
import type { Doubt, Evidence, Matching, Pair } from '../../domain/planning/decision.ts';
import type { Link } from '../../domain/memory/memory.ts';
import type { Member } from '../../domain/people/member.ts';
import type { MemberIdRule } from '../../domain/planning/policy.ts';
import type { Person } from '../../domain/people/person.ts';
import { collectEvidence, EVIDENCE_BITS, type Edge, type Edges } from './evidence.ts';
import { matchByMemberId } from './match-by-member-id.ts';
import { doubtsOf } from './doubts.ts';

export interface MatchInput {
  readonly people: readonly Person[];
  /** All members; API members are left out here. */
  readonly members: readonly Member[];
  readonly links: readonly Link[];
  readonly rule: MemberIdRule;
  readonly toAscii: (text: string) => string;
}

export function match(input: MatchInput): Matching {
  const { people } = input;
  const members = input.members.filter((member) => member.licenseClass !== 'A');
  const edges = collectEvidence(people, members, input.links, input.toAscii);
  const paired = pairByEvidence(edges);

  const pairs: Pair[] = [];
  const freePeople = new Map<number, Person>();
  const settledMembers = new Set<number>(Array.from(paired.values(), (edge) => edge.member));
  // Someone who only shares an address with a member that is another's is nobody's match: their creation is held for the shared address instead.
  const claimless = (edge: Edge): boolean => edge.evidence === EVIDENCE_BITS.shared && settledMembers.has(edge.member);
  people.forEach((person, index) => {
    const edge = paired.get(index);
    const member = edge === undefined ? undefined : members[edge.member];
    if (edge !== undefined && member !== undefined) pairs.push({ person, member, evidence: evidenceOf(edge) });
    else if (edges.byPerson[index]?.every(claimless) === true) freePeople.set(index, person);
  });
  const freeMembers = members.filter((_member, index) => edges.byMember[index]?.length === 0);

  const weak = matchByMemberId({
    people: [...freePeople.values()],
    members: freeMembers,
    rule: input.rule,
    toAscii: input.toAscii,
  });
  const doubts: readonly Doubt[] = [
    ...doubtsOf({ people, members, edges, paired, settledMembers, freePeople: new Set(freePeople.keys()) }),
    ...weak.doubts,
  ];
  return {
    pairs: [...pairs, ...weak.pairs],
    people: weak.people,
    members: weak.members,
    doubts,
    sharedAddresses: edges.sharedAddresses,
  };
}

/** Evidence that decides, strongest first. */
const DECISIVE = ['link', 'directory-id', 'address'] as const satisfies readonly Evidence[];

/** The edge of every person whose only candidate is a member whose only candidate is that person. */
function pairByEvidence(edges: Edges): ReadonlyMap<number, Edge> {
  const memberChoice = edges.byMember.map(narrow);
  const pairs = new Map<number, Edge>();
  edges.byPerson.forEach((candidates, person) => {
    const edge = narrow(candidates);
    if (edge !== undefined && memberChoice[edge.member] === edge) pairs.set(person, edge);
  });
  return pairs;
}

/**
 * Walks the kinds of evidence from strong to weak: the first that speaks names the candidates, each later one may narrow them down, and one that speaks for others
 * only contradicts. undefined: none, several, or contradiction.
 */
function narrow(edges: readonly Edge[]): Edge | undefined {
  const [only, second] = edges;
  if (only === undefined) return undefined;
  // Nearly everyone has one candidate, and then there is nothing to weigh.
  if (second === undefined) return only.evidence === EVIDENCE_BITS.shared ? undefined : only;
  let candidates: readonly Edge[] = [];
  for (const kind of DECISIVE) {
    const spoken = edges.filter((edge) => (edge.evidence & EVIDENCE_BITS[kind]) !== 0);
    if (spoken.length === 0) continue;
    const narrowed = candidates.length === 0 ? spoken : candidates.filter((edge) => spoken.includes(edge));
    if (narrowed.length === 0) return undefined;
    candidates = narrowed;
  }
  return candidates.length === 1 ? candidates[0] : undefined;
}

function evidenceOf(edge: Edge): Pair['evidence'] {
  const spoken: Evidence[] = DECISIVE.filter((kind) => (edge.evidence & EVIDENCE_BITS[kind]) !== 0);
  const [first = 'address', ...rest] = spoken;
  return [first, ...rest];
}
