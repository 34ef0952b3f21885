/** Who reports to whom: desk and field to their senior engineer, dispatchers to their lead, the leads to the director, and she to the owner. */
import type { SandboxWorld, WorldPerson } from '../../world.ts';
import { DOMAIN } from '../company.ts';

const OWNER = 'oharbor';
const DIRECTOR = 'rdelgado';
const LEADS = [
  { login: 'kmensah', leads: /dispatch/i },
  { login: 'cokafor', leads: /engineer/i },
] as const;

/** After everybody was hired. */
export function addManagers(world: SandboxWorld): void {
  const byLogin = new Map([...world.people.values()].map((person) => [person.login, person]));
  const named = (login: string): WorldPerson => {
    const person = byLogin.get(`${login}@${DOMAIN}`);
    if (person === undefined) throw new RangeError(`Nobody is called ${login}`);
    return person;
  };
  const owner = named(OWNER);
  const director = named(DIRECTOR);
  const leads = LEADS.map(({ login, leads: titles }) => ({ lead: named(login), titles }));
  for (const person of byLogin.values()) {
    const lead = leads.find(({ titles }) => titles.test(person.title ?? ''))?.lead;
    const manager = lead === undefined || lead === person ? director : lead;
    if (person !== owner) person.managerId = person === director ? owner.id : manager.id;
  }
}
