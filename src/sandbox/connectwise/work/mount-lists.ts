/** Serves a list of the PSA's work: page, count, and one by one; below a parent where the API has it there. */
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { answerCount, answerList, answerOne, sayNo } from '../lists/answer-list.ts';
import type { ListSource } from '../lists/list-source.ts';
import { narrowed } from '../lists/list-source.ts';
import { notFound } from '../refusal.ts';

export interface ServedList<T> {
  readonly path: string;
  readonly right: MiddlewareHandler;
  readonly source: ListSource<T>;
  /** In refusals: "Service ticket". */
  readonly what: string;
}

export interface ServedChildList<T> extends ServedList<T> {
  /** With `:parentId` in it. */
  readonly path: string;
  readonly parentOf: (row: T) => number;
  readonly isParent: (id: number) => boolean;
}

export function mountList<T>(api: Hono, { path, right, source, what }: ServedList<T>): void {
  api.get(path, right, (c) => answerList(c, source));
  api.get(`${path}/count`, right, (c) => answerCount(c, source));
  api.get(`${path}/:id{[0-9]+}`, right, (c) => answerOne(c, source, source.find(idIn(c)), `${what} ${idIn(c)}`));
}

export function mountChildList<T>(api: Hono, list: ServedChildList<T>): void {
  const { path, right, source, what, parentOf, isParent } = list;
  const below = (c: Context, answer: (children: ListSource<T>) => Response): Response => {
    const parent = Number(c.req.param('parentId'));
    if (!isParent(parent)) return sayNo(c, notFound(`The parent ${parent}`));
    return answer(narrowed(source, (row) => parentOf(row) === parent));
  };
  api.get(path, right, (c) => below(c, (children) => answerList(c, children)));
  api.get(`${path}/count`, right, (c) => below(c, (children) => answerCount(c, children)));
  api.get(`${path}/:id{[0-9]+}`, right, (c) =>
    below(c, (children) => answerOne(c, children, children.find(idIn(c)), `${what} ${idIn(c)}`)),
  );
}

export function idIn(c: Context): number {
  return Number(c.req.param('id'));
}
