/** What is known to be wrong or missing in the API descriptions, each with the reason why the double is right. */
import { z } from 'zod';
import { closeObjects } from './api-description.ts';

const node = z.record(z.string(), z.unknown());
const answer = z.looseObject({ content: z.record(z.string(), z.unknown()).optional() });
const searchShape = z.looseObject({ post: z.looseObject({ parameters: z.array(node) }) });
const OPERATIONS = ['get', 'post', 'patch', 'put', 'delete'];

/** Applied to the PSA's description before anything is held against it. */
export function amendPsa(description: unknown): unknown {
  const amended = z
    .looseObject({
      paths: z.record(z.string(), node),
      components: z.looseObject({ schemas: z.record(z.string(), node) }),
    })
    .parse(closeObjects(description));
  // A patch's value is said to be an object; the API takes any JSON there.
  amended.components.schemas['PatchOperation'] = {
    type: 'object',
    required: ['op', 'path'],
    additionalProperties: false,
    properties: { op: { type: 'string' }, path: { type: 'string' }, value: {} },
  };
  // The list of templates is described with a slash at its end, which the router of the check does not match.
  const templates = amended.paths['/system/membertemplates/'];
  if (templates !== undefined) amended.paths['/system/membertemplates'] = templates;
  // A search is described without a page to ask for, and would answer a million rows at once.
  for (const path of ['/service/tickets/search', '/project/tickets/search']) {
    const search = searchShape.parse(amended.paths[path]);
    const page = ['page', 'pageSize'].map((name) => ({ name, in: 'query', schema: { type: 'integer' } }));
    search.post.parameters.push(...page, { name: 'fields', in: 'query', schema: { type: 'string' } });
    amended.paths[path] = search;
  }
  for (const path of Object.values(amended.paths)) {
    for (const name of OPERATIONS) {
      const operation = z.looseObject({ responses: z.record(z.string(), answer) }).safeParse(path[name]);
      if (operation.success) path[name] = { ...operation.data, responses: plainAnswers(operation.data.responses) };
    }
  }
  return amended;
}

/** Answers are described under a versioned media type, which the check does not read, and refusals not at all, though their shape is among the schemas. */
function plainAnswers(responses: Readonly<Record<string, z.infer<typeof answer>>>): Record<string, unknown> {
  const refusal = { $ref: '#/components/schemas/ErrorResponseMessage' };
  const plain = Object.entries(responses).map(([status, { content = {}, ...rest }]): [string, unknown] => [
    status,
    { ...rest, content: { 'application/json': Object.values(content)[0] } },
  ]);
  return {
    ...Object.fromEntries(plain),
    '4XX': { description: 'refused', content: { 'application/json': { schema: refusal } } },
  };
}

const graphShape = z.looseObject({
  paths: z.looseObject({
    '/subscriptions/{id}': z.looseObject({
      get: z.looseObject({ responses: node }),
      patch: z.looseObject({ responses: node }),
    }),
  }),
});

/**
 * A renewal is said to answer nothing; Graph answers the subscription as it is then. Annotations (`@odata.nextLink`, `@odata.type`) are part of the protocol and no fields of the types, so the description leaves most of them out. Its refusals
 * follow the protocol's older spelling `innererror`; Graph answers `innerError`.
 */
export function amendGraph(description: unknown): unknown {
  const amended = graphShape.parse(closeObjects(description, ['@odata\\.', 'innerError$']));
  const { get, patch } = amended.paths['/subscriptions/{id}'];
  patch.responses['200'] = get.responses['200'];
  return amended;
}

/** Okta's System Log is full of nulls, in the documented samples too, which the description of its entries forbids: they are held against it without those. */
export function withoutNulls(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutNulls);
  if (typeof node !== 'object' || node === null) return node;
  const held = Object.entries(node).filter(([, value]) => value !== null);
  return Object.fromEntries(held.map(([name, value]) => [name, withoutNulls(value)]));
}

/** Served by the doubles without a description to be held against. */
export const UNDESCRIBED = [
  ['psa', '/service/boards/count', 'the subset leaves this one count twin out'],
  ['graph', '/organization', 'the slice holds users, groups, subscriptions and deleted items alone'],
] as const;
