/** From what a system lists to what somebody can choose: harmless to show, and nothing that the configuration could not name. Pure. */
import { fold } from '../../../domain/fold.ts';
import type { CatalogueEntry } from '../../../domain/planning/world.ts';
import type { Choice } from './questions.ts';
import type { ListedGroup } from '../../../domain/people/roster.ts';
import type { Member, SeatClass } from '../../../domain/people/member.ts';
import { memberRef } from '../../../domain/people/member.ts';
import { prose } from '../../../reports/words/safe-text.ts';

/** Ids that a directory would take for ids, should a group be named so. */
const LIKE_AN_ID = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|00g[0-9A-Za-z]{12,})$/i;

/** By name where that says which group is meant, else by id. */
export function groupChoices(groups: readonly ListedGroup[]): readonly Choice<string>[] {
  const count = counted(groups.map(({ name }) => fold(name)));
  return groups.map(({ id, name }) => {
    const clear = name.trim() !== '' && count.get(fold(name)) === 1 && !LIKE_AN_ID.test(name.trim());
    return clear ? { value: name, name: prose(name) } : { value: id, name: `${prose(name)} (${id})`.trim() };
  });
}

/** Active records whose name stands for one of them alone; what administers comes last, so that nobody takes it by pressing Enter. */
export function recordChoices(entries: readonly CatalogueEntry[]): readonly Choice<string>[] {
  const active = entries.filter(({ inactive, name }) => !inactive && name.trim() !== '');
  const count = counted(active.map(({ name }) => fold(name)));
  return active
    .filter(({ name }) => count.get(fold(name)) === 1)
    .toSorted((left, right) => Number(left.admin) - Number(right.admin) || left.name.localeCompare(right.name, 'en'))
    .map(({ name, admin }) => ({ value: name, name: admin ? `${prose(name)} (administers the PSA)` : prose(name) }));
}

/** Whom somebody can report to. */
export function memberChoices(members: readonly Member[]): readonly Choice<string>[] {
  return members
    .filter(({ active, licenseClass }) => active && licenseClass !== 'A')
    .map((member) => ({ value: member.identifier, name: prose(`${member.identifier} ${memberRef(member).name}`) }))
    .toSorted((left, right) => left.name.localeCompare(right.name, 'en'));
}

export function seatsInUse(members: readonly Member[], seat: SeatClass): number {
  return members.filter(({ active, licenseClass }) => active && licenseClass === seat).length;
}

function counted(names: readonly string[]): ReadonlyMap<string, number> {
  const count = new Map<string, number>();
  for (const name of names) count.set(name, (count.get(name) ?? 0) + 1);
  return count;
}
