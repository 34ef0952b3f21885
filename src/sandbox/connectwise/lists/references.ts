/** Serves the reference lists, read only. */
import type { Hono } from 'hono';
import type { SandboxContext } from '../../context.ts';
import { answerCount, answerList, answerOne, sayNo } from './answer-list.ts';
import { listOf } from './list-source.ts';
import { UNTOUCHED } from '../members/record-info.ts';
import { REFERENCE_LISTS } from './reference-lists.ts';
import { refuse } from '../refusal.ts';
import { needsSetupRights } from '../rights.ts';

export function mountReferences(api: Hono, context: SandboxContext): void {
  const { world } = context;
  for (const list of REFERENCE_LISTS) {
    const source = listOf(list.fields, () =>
      (world.references[list.list] ?? []).map((entry) => ({
        ...list.show(entry, world),
        ...('_info' in list.fields ? { _info: UNTOUCHED } : {}),
        id: entry.id,
      })),
    );
    const right = needsSetupRights(world, list.module);
    // The template list is documented with a slash at its end and the others without; callers meet both.
    for (const path of [list.path, `${list.path}/`]) api.get(path, right, (c) => answerList(c, source));
    api.get(`${list.path}/count`, right, (c) => answerCount(c, source));
    api.get(`${list.path}/:id{[0-9]+}`, right, (c) => {
      const id = Number(c.req.param('id'));
      return answerOne(
        c,
        source,
        source.rows().find((row) => row.id === id),
        `${list.path} record ${id}`,
      );
    });
    for (const path of [list.path, `${list.path}/`, `${list.path}/:id{[0-9]+}`])
      api.all(path, (c) => sayNo(c, refuse(405, 'MethodNotAllowed', 'The sandbox only reads its reference lists')));
  }
}
