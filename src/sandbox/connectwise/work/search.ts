/** POST …/search: a list whose conditions stand in the body, for those that no URL holds. Only tickets have it. */
import type { Hono } from 'hono';
import type { SandboxContext } from '../../context.ts';
import type { WorkArea } from '../../work/areas.ts';
import { isRecord } from '../is-record.ts';
import { jsonBody } from '../json-body.ts';
import { answerPage, sayNo } from '../lists/answer-list.ts';
import type { ListSource } from '../lists/list-source.ts';
import { badCondition, refuse } from '../refusal.ts';
import { needsWorkRights, visible } from './work-rights.ts';

const FIELDS: readonly string[] = ['conditions', 'orderBy', 'childconditions', 'customfieldconditions'];

/** Page and fields are asked for in the query, as of any list. */
export function mountSearch<T>(
  api: Hono,
  context: SandboxContext,
  path: string,
  area: WorkArea,
  source: ListSource<T>,
): void {
  const seen = visible(context.world, area, source);
  api.post(path, needsWorkRights(context.world, area, 'Inquire'), async (c) => {
    const body = await jsonBody(c);
    if (body.kind === 'refused') return sayNo(c, body);
    if (!isRecord(body.value)) return sayNo(c, refuse(400, 'InvalidObject', 'A search must be a JSON object'));
    const unknown = Object.entries(body.value).find(
      ([field, value]) => !FIELDS.includes(field) || typeof value !== 'string',
    );
    if (unknown !== undefined) return sayNo(c, badCondition(`A search has texts (${FIELDS.join(', ')})`));
    if ('childconditions' in body.value || 'customfieldconditions' in body.value)
      return sayNo(c, badCondition('The sandbox searches by conditions alone'));
    const { conditions, orderBy } = body.value;
    const filter = { conditions: textOf(conditions), orderBy: textOf(orderBy) };
    return answerPage(c, seen, filter, context.quirks.searchStatus);
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
