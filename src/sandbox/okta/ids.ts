/** Okta's ids of the world's people and groups, made from the GUID, and of event hooks: always the same, 20 characters. */
import { createHash } from 'node:crypto';
import type { SandboxWorld, WorldGroup, WorldPerson } from '../world.ts';

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** `00u` and 17 letters and digits. */
export function oktaUserId(guid: string): string {
  return `00u${shortened(guid)}`;
}

/** `00g` and 17 letters and digits. */
export function oktaGroupId(guid: string): string {
  return `00g${shortened(guid)}`;
}

/** `who` and 17 letters and digits: the id of an event hook, made from its address. */
export function oktaHookId(url: string): string {
  return `who${shortened(url)}`;
}

/** GUIDs by Okta id, as far as they were asked for; filled by one walk over the world whenever an id is not in it. */
const known = new WeakMap<SandboxWorld, Map<string, string>>();

/** The person with this Okta id, whatever their state; undefined: there is none. */
export function personOfOktaId(world: SandboxWorld, id: string): WorldPerson | undefined {
  return lookUp(world, id, world.people, oktaUserId);
}

/** The group with this Okta id; undefined: there is none. */
export function groupOfOktaId(world: SandboxWorld, id: string): WorldGroup | undefined {
  return lookUp(world, id, world.groups, oktaGroupId);
}

function lookUp<T>(
  world: SandboxWorld,
  id: string,
  all: ReadonlyMap<string, T>,
  shown: (guid: string) => string,
): T | undefined {
  const guids = known.get(world) ?? new Map<string, string>();
  known.set(world, guids);
  if (!guids.has(id)) for (const guid of all.keys()) guids.set(shown(guid), guid);
  return all.get(guids.get(id) ?? '');
}

function shortened(text: string): string {
  const bytes = createHash('sha256').update(text).digest();
  return Array.from(bytes.subarray(0, 17), (byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
}
