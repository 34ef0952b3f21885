/** Finds the configured groups: ids stand for themselves, names are looked up together and must be unique. */
import { fold } from '../../../domain/fold.ts';
import { groupId } from '../../../domain/ids.ts';
import type { GroupId } from '../../../domain/ids.ts';
import { RemoteError } from '../../../errors.ts';
import type { BatchPart, BatchQuestion } from '../api/batch.ts';
import { readBatch } from '../api/batch.ts';
import type { GraphClient } from '../api/client.ts';
import { shaped, unusable } from '../api/fault.ts';
import { nameFilters } from '../filter.ts';
import { PAGE_SIZE, readBatchedEntries, readEntries } from '../api/pages.ts';
import type { GraphGroup } from '../schema.ts';
import { groupSchema } from '../schema.ts';

type CheckedGroup =
  /** `name` is null where nobody asked for it, or the group has none. */
  | { readonly kind: 'found'; readonly selector: string; readonly id: GroupId; readonly name: string | null }
  | { readonly kind: 'missing'; readonly selector: string; readonly detail: string };
export type FoundGroup =
  | CheckedGroup
  /** The names could not be looked up. */
  | { readonly kind: 'failed'; readonly selector: string; readonly fault: RemoteError };

/** Of a group given by its id. */
export const NO_SUCH_GROUP = 'The directory has no group with this id. Check the id, or whether the group was deleted.';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const SELECT = '$select=id,displayName';

export function isGuid(text: string): boolean {
  return GUID.test(text);
}

/** One answer per selector, in their order. Never throws a RemoteError: a failed look-up is the named groups' own, those given by id do not need it. */
export async function findGroups(client: GraphClient, selectors: readonly string[]): Promise<readonly FoundGroup[]> {
  const known = await readNamed(client, namesIn(selectors));
  return selectors.map((selector) => {
    const id = idIn(selector);
    if (id !== null) return { kind: 'found', selector, id, name: null };
    return known instanceof RemoteError ? { kind: 'failed', selector, fault: known } : choose(selector, known);
  });
}

/** The same with proof that each group is there, those given by id too, 20 questions to a batch. Throws RemoteError when one of them cannot be answered. */
export async function checkGroups(client: GraphClient, selectors: readonly string[]): Promise<readonly CheckedGroup[]> {
  const ids = [...new Set(selectors.map(idIn).filter((id) => id !== null))];
  const byId = ids.map((id) => ({ path: `/groups/${id}?${SELECT}` }));
  const parts = await readBatch(client, [...byId, ...nameQuestions(namesIn(selectors))]);
  const there = new Map(ids.map((id, at) => [id, groupIn(parts[at], id)]));
  const lists = parts.slice(ids.length).map(async (part) => groupsIn(await readBatchedEntries(client, part)));
  const known = (await Promise.all(lists)).flat();
  return selectors.map((selector): CheckedGroup => {
    const id = idIn(selector);
    if (id === null) return choose(selector, known);
    const group = there.get(id) ?? null;
    if (group === null) return { kind: 'missing', selector, detail: NO_SUCH_GROUP };
    return { kind: 'found', selector, id, name: group.displayName ?? null };
  });
}

function idIn(selector: string): GroupId | null {
  const wanted = selector.trim();
  return isGuid(wanted) ? groupId(wanted.toLowerCase()) : null;
}

function namesIn(selectors: readonly string[]): readonly string[] {
  return [...new Set(selectors.filter((selector) => idIn(selector) === null).map((selector) => selector.trim()))];
}

function nameQuestions(names: readonly string[]): readonly BatchQuestion[] {
  return nameFilters(names).map(({ text }) => ({
    path: `/groups?${SELECT}&$top=${PAGE_SIZE}&$filter=${encodeURIComponent(text)}`,
  }));
}

/** null: there is no such group. */
function groupIn(part: BatchPart | undefined, id: GroupId): GraphGroup | null {
  if (part?.kind !== 'found') return null;
  const request = `GET /v1.0/groups/${id}`;
  const group = shaped(groupSchema, part.value, request);
  if (group.id.toLowerCase() !== id) throw unusable(request, 'another group than the one asked for');
  return group;
}

type NamedGroup = Readonly<{ id: GroupId; name: string }>;

async function readNamed(client: GraphClient, names: readonly string[]): Promise<readonly NamedGroup[] | RemoteError> {
  try {
    const lists = nameQuestions(names).map(async ({ path }) => {
      const entries: unknown[] = [];
      for await (const entry of readEntries(client, { path, purpose: 'reference' })) entries.push(entry);
      return groupsIn(entries);
    });
    return (await Promise.all(lists)).flat();
  } catch (error) {
    if (error instanceof RemoteError) return error;
    throw error;
  }
}

function groupsIn(entries: readonly unknown[]): readonly NamedGroup[] {
  return entries.map((entry) => {
    const group = shaped(groupSchema, entry, 'GET /v1.0/groups');
    return { id: groupId(group.id), name: group.displayName ?? '' };
  });
}

function choose(selector: string, groups: readonly NamedGroup[]): CheckedGroup {
  // Graph compares names without regard to case; so must whoever sorts its answers.
  const [only, ...others] = groups.filter((group) => fold(group.name) === fold(selector));
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
