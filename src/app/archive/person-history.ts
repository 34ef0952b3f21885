// What the latest runs say of one person, from their stored reports alone: nothing is read from the directory or the PSA.
import { fold } from '../../core/normalize.ts';
import type { RunEntry } from '../../domain/runs/run.ts';
import type { RuledStep, Ruling } from '../../domain/rulings/ruling.ts';
import type { PersonHistory, Sighting } from '../../domain/runs/sighting.ts';
import { atMost } from '../at-most.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { sightPerson } from './sight-person.ts';

/** Runs looked through in the index. */
const LOOK_BACK = 500;
/** Reports opened: of runs over everybody, and of those over this person alone. A report can be long, so few are in memory at a time. */
const OPENED = { everybody: 10, person: 10 } as const;
const AT_ONCE = 2;

/** `who`: a directory id, a login, a Member ID or a name. */
export async function readPersonHistory(
  { name, archive, rulings }: Pick<ConnectionPorts, 'name' | 'archive' | 'rulings'>,
  who: string,
): Promise<PersonHistory> {
  const entries = await archive.list(name, { limit: LOOK_BACK });
  const wanted = [
    ...entries.filter(({ person }) => person === null).slice(0, OPENED.everybody),
    ...entries.filter((entry) => isAbout(entry, who)).slice(0, OPENED.person),
  ].toSorted((left, right) => (left.run < right.run ? 1 : -1));
  const sightings = await atMost(AT_ONCE, wanted, async ({ run }): Promise<Sighting | undefined> => {
    const report = await archive.readReport(name, run);
    return report === undefined ? undefined : sightPerson(report, who);
  });
  const seen = sightings.filter((one) => one !== undefined);
  return {
    asked: who,
    sightings: seen,
    rulings: rulingsAbout(await rulings.readRecent(name), seen, who),
    opened: wanted.length,
  };
}

/** By their id and Member ID as the runs know them, or as they were asked for. */
function rulingsAbout(rulings: readonly Ruling[], seen: readonly Sighting[], who: string): readonly Ruling[] {
  const keys = new Set(
    [
      who,
      ...seen.flatMap(({ people }) => people.map(({ id }) => id)),
      ...seen.flatMap(({ members }) => members.map(({ identifier }) => identifier)),
    ].map(fold),
  );
  const isTheirs = ({ person, subject }: RuledStep): boolean =>
    [subject, person?.id ?? '', person?.login ?? ''].some((key) => key !== '' && keys.has(fold(key)));
  return rulings
    .map((ruling) => ({ ...ruling, steps: ruling.steps.filter(isTheirs) }))
    .filter(({ steps }) => steps.length > 0);
}

function isAbout({ person }: RunEntry, who: string): boolean {
  if (person === null) return false;
  const key = fold(who);
  return [person.id, person.login, person.name].some((name) => fold(name) === key);
}
