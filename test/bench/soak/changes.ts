/** What happens in a company's directory by chance: people are renamed, leave, come back, change teams, are hired. Each answers whom it concerned. */
import { hire } from '../../../src/sandbox/msp/company.ts';
import type { SandboxWorld, WorldGroup, WorldPerson } from '../../../src/sandbox/world.ts';
import type { Random } from '../../functions/webhooks/deliveries/random.ts';

export interface Changes {
  /** One more; several people only where many are renamed at once. */
  next(): { readonly kind: ChangeKind; readonly people: readonly WorldPerson[] };
}

const KINDS = ['rename', 'disable', 'enable', 'leave', 'join', 'move', 'hire', 'delete', 'many'] as const;
export type ChangeKind = (typeof KINDS)[number];

/** How often each, by comparison. Whoever left comes back sooner or later, so that the company stays as large as it is. */
const WEIGHTS = {
  rename: 8,
  disable: 2,
  enable: 2,
  leave: 1,
  join: 2,
  move: 1,
  hire: 1,
  delete: 1,
  many: 1,
} as const satisfies Record<ChangeKind, number>;

/** At most this share of the company is away: a directory that shrinks further is not believed. */
const MOST_AWAY = 0.08;
const MOST_AT_ONCE = 12;

/** `untouched`: people to whom nothing happens. */
export function createChanges(world: SandboxWorld, random: Random, untouched: readonly WorldPerson[]): Changes {
  const bag = KINDS.flatMap((kind) => Array.from({ length: WEIGHTS[kind] }, () => kind));
  const groups = [...world.groups.values()];
  const everybody = (): readonly WorldPerson[] => [...world.people.values()].filter(({ state }) => state !== 'deleted');
  const inside = ({ id }: WorldPerson): readonly WorldGroup[] => groups.filter(({ people }) => people.includes(id));
  const here = (): readonly WorldPerson[] =>
    everybody().filter(
      (person) => person.state === 'enabled' && inside(person).length > 0 && !untouched.includes(person),
    );
  const away = (): readonly WorldPerson[] => everybody().filter((person) => inside(person).length === 0);
  const disabled = (): readonly WorldPerson[] => everybody().filter(({ state }) => state === 'disabled');
  let count = 0;

  const rename = (person: WorldPerson): WorldPerson => {
    count += 1;
    person.lastName = `Soaked${count}`;
    person.displayName = `${person.firstName ?? ''} ${person.lastName}`;
    return person;
  };
  const leaveAll = ({ id }: WorldPerson): void => {
    for (const group of groups) group.people = group.people.filter((one) => one !== id);
  };

  const perform: Record<ChangeKind, () => readonly WorldPerson[]> = {
    rename: () => [rename(random.of(here()))],
    many: () => {
      const first = random.below(here().length);
      return here()
        .slice(first, first + 1 + random.below(MOST_AT_ONCE))
        .map(rename);
    },
    disable: () => one(here(), (person) => (person.state = 'disabled')),
    enable: () => one(disabled(), (person) => (person.state = 'enabled')),
    leave: () => one(here(), leaveAll),
    join: () => one(away(), (person) => random.of(groups).people.push(person.id)),
    move: () =>
      one(here(), (person) => {
        leaveAll(person);
        random.of(groups).people.push(person.id);
      }),
    delete: () =>
      one(here(), (person) => {
        person.state = 'deleted';
        leaveAll(person);
      }),
    hire: () => {
      count += 1;
      const login = `hired${count}@harborpine.example`;
      const names = { firstName: `New${count}`, lastName: `Comer${count}` };
      const numbers = { employeeNumber: `H${count}`, officePhone: null };
      return [hire(world, { ...names, ...numbers, login, mail: login, groups: [random.of(groups)] })];
    },
  };

  function one(from: readonly WorldPerson[], change: (person: WorldPerson) => unknown): readonly WorldPerson[] {
    if (from.length === 0) return [];
    const person = random.of(from);
    change(person);
    return [person];
  }

  return {
    next() {
      const total = everybody().length;
      for (;;) {
        const kind = random.of(bag);
        const leaves = kind === 'disable' || kind === 'leave' || kind === 'delete';
        if (leaves && total - here().length >= total * MOST_AWAY) continue;
        const people = perform[kind]();
        if (people.length > 0) return { kind, people };
      }
    },
  };
}
