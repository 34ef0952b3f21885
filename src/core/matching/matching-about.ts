/** Of a matching over everybody who was read, the part that concerns one person: nothing may follow from it for anybody else. */
import type { Matching } from '../../domain/planning/decision.ts';
import type { PersonId } from '../../domain/ids.ts';

/** No member is left over: whom the others belong to was not asked. */
export function matchingAbout(person: PersonId, matching: Matching): Matching {
  return {
    pairs: matching.pairs.filter((pair) => pair.person.id === person),
    people: matching.people.filter((one) => one.id === person),
    members: [],
    doubts: matching.doubts.filter((doubt) => doubt.people.some((one) => one.id === person)),
    sharedAddresses: matching.sharedAddresses,
  };
}
