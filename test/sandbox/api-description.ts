/** Holds requests and answers against an OpenAPI description that lies beside the checkout: shapes only, no behaviour. */
import { existsSync, readFileSync } from 'node:fs';
import type { Document } from 'openapi-backend';
import { OpenAPIBackend } from 'openapi-backend';
import { z } from 'zod';

const FOLDER = new URL('../../../shared/reference/specs/', import.meta.url);

export const descriptionsAreThere = existsSync(FOLDER);

const NO_ANSWER = z.object({ content: z.undefined().optional() });
const PLAIN_ANSWER = z.object({ content: z.object({ 'application/json': z.object({ schema: z.object({}) }) }) });

export interface Exchange {
  /** Where the path alone does not tell which operation is meant. */
  readonly operation?: string | undefined;
  readonly method: string;
  /** Path and query below the API's root, as sent. */
  readonly path: string;
  readonly requestBody: unknown;
  readonly requestHeaders: Record<string, string>;
  readonly status: number;
  /** null: nothing. */
  readonly answer: unknown;
}
export interface ApiDescription {
  /** What does not fit, in words; empty: everything fits. A request that must be refused is not held against the description, its answer is. */
  problemsOf(exchange: Exchange): readonly string[];
}

/** `amend` mends what is known to be wrong in the description; JSON descriptions only. */
export async function loadDescription(
  file: string,
  amend?: (description: unknown) => unknown,
): Promise<ApiDescription> {
  const path = new URL(file, FOLDER);
  const definition = amend === undefined ? path.pathname : amend(JSON.parse(readFileSync(path, 'utf8')));
  const api = new OpenAPIBackend({
    definition: z.union([z.string(), z.custom<Document>((value) => typeof value === 'object')]).parse(definition),
    quick: true,
    ajvOpts: { strict: false, logger: false, allErrors: true },
  });
  await api.init();

  return {
    problemsOf({ operation: named, method, path: target, requestBody, requestHeaders, status, answer }) {
      const request = { method, path: target, body: requestBody, headers: requestHeaders };
      const operation = named === undefined ? api.router.matchOperation(request) : api.router.getOperation(named);
      if (operation?.operationId === undefined) return [`${method} ${target} is no operation of ${file}`];
      // Only answers described as plain JSON are held against anything: one that is not would pass unread.
      const declared = Object.entries(operation.responses ?? {}).flatMap(([one, response]: [string, unknown]) =>
        PLAIN_ANSWER.safeParse(response).success ? one : [],
      );
      const bodiless = answer === null && NO_ANSWER.safeParse(operation.responses?.[String(status)]).success;
      if (!bodiless && ![String(status), `${String(status).slice(0, 1)}XX`].some((one) => declared.includes(one)))
        return [`${operation.operationId} does not describe an answer ${status}`];
      const asked = status < 400 ? (api.validator.validateRequest(request, operation).errors ?? []) : [];
      const projected = new URL(target, 'http://api').searchParams.has('fields');
      // A projection leaves out what the whole record must have.
      const answered = (api.validator.validateResponse(answer, operation, status).errors ?? []).filter(
        (error) => !projected || error.keyword !== 'required',
      );
      return [
        ...asked.map((error) => ['asked', error] as const),
        ...answered.map((error) => ['answered', error] as const),
      ].map(([side, error]) => `${side}: ${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`);
    },
  };
}

/**
 * A description whose objects hold the fields that it names and no others, but for names that begin with one of `annotations`. Types that are joined by
 * allOf, anyOf or oneOf stay open.
 */
export function closeObjects(node: unknown, annotations: readonly string[] = []): unknown {
  if (Array.isArray(node)) return node.map((item) => closeObjects(item, annotations));
  const parsed = z.record(z.string(), z.unknown()).safeParse(node);
  if (!parsed.success) return node;
  const joined = ['allOf', 'anyOf', 'oneOf'].filter((key) => key in parsed.data);
  const inner = Object.entries(parsed.data).map(([key, value]): [string, unknown] => [
    key,
    joined.includes(key) ? value : closeObjects(value, annotations),
  ]);
  const { type, properties, additionalProperties } = parsed.data;
  if (type !== 'object' || properties === undefined || additionalProperties !== undefined || joined.length > 0)
    return Object.fromEntries(inner);
  const patternProperties = Object.fromEntries(annotations.map((start) => [`^${start}`, {}]));
  return { ...Object.fromEntries(inner), additionalProperties: false, patternProperties };
}
