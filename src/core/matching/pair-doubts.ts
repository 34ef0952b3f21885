/** Why nothing should be written to a matched pair without somebody's word, although the evidence is one to one. */
import type { Hold } from '../../domain/plan.ts';
import type { Pair } from '../../domain/decision.ts';
import type { World } from '../../domain/world.ts';
import { nameAgreement } from './match-by-member-id.ts';

/** An address or a Member ID that somebody else may have had before, or may have, too. A link and the directory's own id stand by themselves. */
export function pairDoubts(pair: Pair, world: World): readonly Hold[] {
  if (pair.evidence.includes('link') || pair.evidence.includes('directory-id')) return [];
  const { person, member } = pair;
  const holds: Hold[] = [];
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
