/** The demo's bad day: a feed from the personnel system goes wrong, and a quarter of the company is disabled at once. One of them has really left. */
import type { SandboxWorld, WorldPerson } from '../../sandbox/world.ts';
import { InvariantError } from '../../errors.ts';

export interface BadDay {
  readonly disabled: readonly WorldPerson[];
  readonly leaver: WorldPerson;
  /** Everyone but the leaver is enabled again. */
  readonly repair: () => void;
}

const HOW_MANY = 9;

/** `logins`: enabled people with an active member, in a fixed order. */
export function startBadDay(world: SandboxWorld, logins: readonly string[]): BadDay {
  const disabled = [...world.people.values()]
    .filter((person) => logins.includes(person.login) && person.state === 'enabled')
    .slice(0, HOW_MANY);
  const [leaver, ...others] = disabled;
  if (leaver === undefined) throw new InvariantError('The demo needs people with members');
  for (const person of disabled) person.state = 'disabled';
  return {
    disabled,
    leaver,
    repair: () => {
      for (const person of others) person.state = 'enabled';
    },
  };
}
