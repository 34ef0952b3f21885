/** What became of people who changed in the directory: whether the PSA says the same of them, and how often their members were written. */
import type { WorldMember, WorldPerson } from '../../../src/sandbox/world.ts';
import type { EventCompany } from './event-company.ts';

/** Gives each another last name, so that each member needs exactly one update. */
export function renameAll(people: readonly WorldPerson[], to: (index: number) => string): void {
  for (const [index, person] of people.entries()) {
    person.lastName = to(index);
    person.displayName = `${person.firstName ?? ''} ${person.lastName}`;
  }
}

export interface Verdict {
  /** Members whose name is not the directory's. */
  readonly lost: number;
  /** Members that were written more than once since the traffic was cleared. */
  readonly twice: number;
  /** Writes to the PSA in all, by the same count. */
  readonly writes: number;
}

export function verdictOn({ sandbox }: Pick<EventCompany, 'sandbox'>, people: readonly WorldPerson[]): Verdict {
  const written = Map.groupBy(
    sandbox.traffic.filter(({ system, method }) => system === 'psa' && method !== 'GET'),
    ({ path }) => path,
  );
  return {
    lost: people.filter(
      (person) => memberOf(sandbox.world.members.values(), person).record['lastName'] !== person.lastName,
    ).length,
    twice: [...written.values()].filter((all) => all.length > 1).length,
    writes: [...written.values()].flat().length,
  };
}

function memberOf(members: Iterable<WorldMember>, { mail, displayName }: WorldPerson): WorldMember {
  const member = [...members].find(({ record }) => record['officeEmail'] === mail);
  if (member === undefined) throw new Error(`${displayName} has no member`);
  return member;
}
