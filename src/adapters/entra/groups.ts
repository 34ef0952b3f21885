/** Finds the configured groups: ids stand for themselves, names are looked up together and must be unique. */
import { groupId } from '../../domain/ids.ts';
import type { GroupId } from '../../domain/ids.ts';
import { RemoteError } from '../../errors.ts';
import type { GraphClient } from './api/client.ts';
import { shaped } from './api/fault.ts';
import { nameFilters } from './filter.ts';
import { PAGE_SIZE, readEntries } from './api/pages.ts';
import { groupSchema } from './schema.ts';

export type FoundGroup =
  /** `name` is null for a group given by its id: nobody asked for its name. */
  | { readonly kind: 'found'; readonly selector: string; readonly id: GroupId; readonly name: string | null }
  | { readonly kind: 'missing'; readonly selector: string; readonly detail: string }
  /** The names could not be looked up. */
  | { readonly kind: 'failed'; readonly selector: string; readonly fault: RemoteError };

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function isGuid(text: string): boolean {
  return GUID.test(text);
}

/** One answer per selector, in their order. Never throws a RemoteError: a failed look-up is the named groups' own, those given by id do not need it. */
export async function findGroups(client: GraphClient, selectors: readonly string[]): Promise<readonly FoundGroup[]> {
  const names = [...new Set(selectors.map((selector) => selector.trim()).filter((selector) => !isGuid(selector)))];
  const known = await readNamed(client, names);
  return selectors.map((selector) => {
    const wanted = selector.trim();
    if (isGuid(wanted)) return { kind: 'found', selector, id: groupId(wanted.toLowerCase()), name: null };
    return known instanceof RemoteError ? { kind: 'failed', selector, fault: known } : choose(selector, known);
  });
}

type NamedGroup = Readonly<{ id: GroupId; name: string }>;

async function readNamed(client: GraphClient, names: readonly string[]): Promise<readonly NamedGroup[] | RemoteError> {
  try {
    const lists = nameFilters(names).map(async ({ text }) => {
      const path = `/groups?$select=id,displayName&$top=${PAGE_SIZE}&$filter=${encodeURIComponent(text)}`;
      const groups: NamedGroup[] = [];
      for await (const entry of readEntries(client, { path, purpose: 'reference' })) {
        const group = shaped(groupSchema, entry, 'GET /v1.0/groups');
        groups.push({ id: groupId(group.id), name: group.displayName ?? '' });
      }
      return groups;
    });
    return (await Promise.all(lists)).flat();
  } catch (error) {
    if (error instanceof RemoteError) return error;
    throw error;
  }
}

function choose(selector: string, groups: readonly NamedGroup[]): FoundGroup {
  const [only, ...others] = groups.filter((group) => foldName(group.name) === foldName(selector));
  if (only === undefined)
    return {
      kind: 'missing',
      selector,
      detail: `The directory has no group named "${selector}". Check the name, or give the group's object id.`,
    };
  if (others.length === 0) return { kind: 'found', selector, id: only.id, name: only.name };
  const ids = [only, ...others].map((group) => group.id).join(', ');
  return {
    kind: 'missing',
    selector,
    detail: `${others.length + 1} groups are named "${selector}" (${ids}). Give the object id of the one that is meant.`,
  };
}

/** Graph compares names without regard to case; so must whoever sorts its answers. */
function foldName(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}
