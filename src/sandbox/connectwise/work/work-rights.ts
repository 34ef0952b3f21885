/** Where the API member's role stops it among the PSA's work. */
import type { MiddlewareHandler } from 'hono';
import type { RightLevel, WorkArea, WorkLevels } from '../../work/areas.ts';
import { WORK_AREAS } from '../../work/areas.ts';
import type { SandboxWorld } from '../../world.ts';
import { sayNo } from '../lists/answer-list.ts';
import type { ListSource } from '../lists/list-source.ts';
import type { RightVerb } from '../refusal.ts';
import { forbidden } from '../refusal.ts';

const VERB_OF: Readonly<Record<string, RightVerb>> = {
  GET: 'Inquire',
  HEAD: 'Inquire',
  POST: 'Add',
  PATCH: 'Edit',
  PUT: 'Edit',
  DELETE: 'Delete',
};

/** `verb`: where the method does not tell it, as when a search is posted. */
export function needsWorkRights(world: SandboxWorld, area: WorkArea, verb?: RightVerb): MiddlewareHandler {
  const { module, name } = WORK_AREAS[area];
  return async (c, next) => {
    const needed = verb ?? VERB_OF[c.req.method] ?? 'Edit';
    const level = levelOf(world.rights.work[area], needed);
    const enough = needed === 'Inquire' ? level !== 'None' : level === 'All';
    return enough ? next() : sayNo(c, forbidden(`${module} / ${name}`, needed));
  };
}

/** What of a list the role shows: everything, or, where it may see its own alone, nothing. */
export function visible<T>(world: SandboxWorld, area: WorkArea, source: ListSource<T>): ListSource<T> {
  const sees = (): boolean => world.rights.work[area].inquire === 'All';
  return {
    ...source,
    rows: () => (sees() ? source.rows() : []),
    find: (id) => (sees() ? source.find(id) : undefined),
  };
}

function levelOf(levels: WorkLevels, verb: RightVerb): RightLevel {
  switch (verb) {
    case 'Inquire':
      return levels.inquire;
    case 'Add':
      return levels.add;
    case 'Edit':
      return levels.edit;
    case 'Delete':
      return levels.delete;
  }
}
