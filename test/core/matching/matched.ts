/** People and members matched by the usual rule for Member IDs. */
import { anyAscii } from '../builders/any-ascii.ts';
import { match } from '../../../src/core/matching/match.ts';
import type { Link } from '../../../src/domain/memory/memory.ts';
import type { Matching } from '../../../src/domain/planning/decision.ts';
import type { Member } from '../../../src/domain/people/member.ts';
import type { Person } from '../../../src/domain/people/person.ts';

export function matched(people: readonly Person[], members: readonly Member[], links: readonly Link[] = []): Matching {
  return match({
    people,
    members,
    links,
    rule: { template: '{login}', case: 'lower', onCollision: 'hold' },
    toAscii: anyAscii,
  });
}
