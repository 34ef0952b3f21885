/** Serves PATCH of one record of a list, on the list's own path or below a parent. */
import type { Hono, MiddlewareHandler } from 'hono';
import type { SandboxContext } from '../../../context.ts';
import type { Row } from '../../../work/table.ts';
import { jsonBody } from '../../json-body.ts';
import { sayNo } from '../../lists/answer-list.ts';
import { notFound } from '../../refusal.ts';
import { idIn } from '../mount-lists.ts';
import type { Patchable } from './patch-row.ts';
import { patchRow } from './patch-row.ts';

export interface ServedPatch<T extends Row> extends Patchable<T> {
  /** Without the id at its end. */
  readonly path: string;
  readonly right: MiddlewareHandler;
  /** Of a path with `:parentId` in it. */
  readonly parentOf?: (row: T) => number;
}

export function mountPatch<T extends Row>(api: Hono, context: SandboxContext, served: ServedPatch<T>): void {
  const { path, right, source, parentOf, resource } = served;
  api.patch(`${path}/:id{[0-9]+}`, right, async (c) => {
    const body = await jsonBody(c);
    if (body.kind === 'refused') return sayNo(c, body);
    const row = source.find(idIn(c));
    const stranger = row !== undefined && parentOf !== undefined && parentOf(row) !== Number(c.req.param('parentId'));
    if (row === undefined || stranger) return sayNo(c, notFound(`${resource} ${idIn(c)}`));
    const patched = patchRow(context, served, row, body.value);
    return patched.kind === 'refused' ? sayNo(c, patched) : c.json(source.show(patched.row));
  });
}
