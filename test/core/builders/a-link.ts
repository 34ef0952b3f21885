/** Builder of links. */
import type { Link } from '../../../src/domain/memory/memory.ts';
import type { Member } from '../../../src/domain/people/member.ts';
import type { Person } from '../../../src/domain/people/person.ts';

/** Made long ago, of a pair that was matched and whose Member ID fitted. */
export function aLink(person: Person, member: Member, over: Partial<Omit<Link, 'person' | 'member'>> = {}): Link {
  return {
    person: person.id,
    member: member.key,
    expectedIdentifier: member.identifier,
    since: '2026-01-01T00:00:00Z',
    by: 'match',
    ...over,
  };
}
