// Why is this person's member as it is? Reads the world as a run does, but takes no lock, writes nothing and stores nothing.
import { decide } from '../../core/decide.ts';
import { explain } from '../../core/explain.ts';
import { NO_MEMBER } from '../../core/matching/person-lookups.ts';
import { fold, foldAddresses } from '../../core/normalize.ts';
import type { Explanation } from '../../domain/planning/explanation.ts';
import type { LookupAnswer, World } from '../../domain/planning/world.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { readWorld } from '../run/world/read-world.ts';

/** `who`: a login, an address, a Member ID, a directory id or a display name. Throws RemoteError when one of the sides cannot be read. */
export async function explainPerson(ports: ConnectionPorts, who: string): Promise<Explanation> {
  try {
    const { world } = await readWorld(ports, ports.clock.now());
    const decision = decide(world);
    const strangers = isAddress(who) && !isKnown(world, who) ? await readStranger(ports, who) : [];
    return explain({ ...world, lookups: [...world.lookups, ...strangers] }, decision, who);
  } finally {
    ports.progress.done();
  }
}

/** Tells "the directory does not know them" from "outside the mapped groups". */
async function readStranger(ports: ConnectionPorts, who: string): Promise<readonly LookupAnswer[]> {
  ports.progress.phase(`Asking ${ports.directoryName} for one person`);
  return await ports.directory.readPeople([{ member: NO_MEMBER, by: { kind: 'addresses', addresses: [fold(who)] } }]);
}

function isAddress(who: string): boolean {
  return who.includes('@');
}

function isKnown(world: World, who: string): boolean {
  const key = fold(who);
  const people = [...world.directory.people, ...world.lookups.flatMap((answer) => answer.people)];
  return (
    people.some((person) => fold(person.login) === key || foldAddresses(person.addresses).includes(key)) ||
    world.psa.members.some((member) => foldAddresses(member.addresses).includes(key))
  );
}
