/** Answers a list, its count twin, or one record of it, whatever the records are. */
import type { Context } from 'hono';
import type { Filter } from './found-rows.ts';
import { foundRows } from './found-rows.ts';
import type { ListSource } from './list-source.ts';
import { forwardLink, numberedLinks } from './page-links.ts';
import { pageRequest } from './page-request.ts';
import { projection } from './projection.ts';
import type { Refusal } from '../refusal.ts';
import { badCondition, notFound } from '../refusal.ts';

export function answerList<T>(c: Context, source: ListSource<T>): Response {
  const filter = { conditions: c.req.query('conditions'), orderBy: c.req.query('orderBy') };
  return unsupportedFilter(c) ?? answerPage(c, source, filter, 200);
}

/** One page of what the filter finds; which page, and which fields, says the query. */
export function answerPage<T>(c: Context, source: ListSource<T>, filter: Filter, status: 200 | 201): Response {
  const url = new URL(c.req.url);
  const wanted = pageRequest(url.searchParams, c.req.header('pagination-type'));
  if (wanted.kind === 'refused') return sayNo(c, wanted);
  const answer = foundRows(source, filter);
  if (answer.kind === 'refused') return sayNo(c, answer);
  const shape = projection(c.req.query('fields'), source.fields);
  if (shape.kind === 'refused') return sayNo(c, shape);

  const found = answer.rows;
  const rest = wanted.kind === 'forward' ? found.filter((row) => source.id(row) > wanted.after) : found;
  const start = wanted.kind === 'forward' ? 0 : (wanted.page - 1) * wanted.size;
  const page = rest.slice(start, start + wanted.size);
  const last = page.at(-1);
  if (wanted.kind === 'numbered') {
    const links = numberedLinks(c.req.url, wanted.page, Math.ceil(found.length / wanted.size), wanted.size);
    if (links !== null) c.header('link', links);
  } else if (last !== undefined && rest.length > page.length) {
    c.header('link', forwardLink(c.req.url, source.id(last), wanted.size));
  }
  return c.json(
    page.map((row) => shape.project(source.show(row))),
    status,
  );
}

export function answerCount<T>(c: Context, source: ListSource<T>): Response {
  const unsupported = unsupportedFilter(c);
  if (unsupported !== null) return unsupported;
  const answer = foundRows(source, { conditions: c.req.query('conditions'), orderBy: undefined });
  return answer.kind === 'refused' ? sayNo(c, answer) : c.json({ count: answer.rows.length });
}

/** `what` names the record in the refusal: "Member 12". */
export function answerOne<T>(c: Context, source: ListSource<T>, row: T | undefined, what: string): Response {
  const shape = projection(c.req.query('fields'), source.fields);
  if (shape.kind === 'refused') return sayNo(c, shape);
  return row === undefined ? sayNo(c, notFound(what)) : c.json(shape.project(source.show(row)));
}

export function sayNo(c: Context, refusal: Refusal): Response {
  return c.json(refusal.body, refusal.status);
}

function unsupportedFilter(c: Context): Response | null {
  const name = ['childConditions', 'customFieldConditions'].find((filter) => c.req.query(filter) !== undefined);
  return name === undefined ? null : sayNo(c, badCondition(`${name} is not supported by the sandbox`));
}
