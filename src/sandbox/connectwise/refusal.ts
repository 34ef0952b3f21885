/** How the PSA says no: `{ code, message, errors: [{ code, message, resource, field }] }` and a status. */
import type { ContentfulStatusCode } from 'hono/utils/http-status';

export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly resource: string;
  readonly field: string;
}
export interface Refusal {
  readonly kind: 'refused';
  readonly status: ContentfulStatusCode;
  readonly body: { readonly code: string; readonly message: string; readonly errors: readonly Problem[] };
}

export function refuse(
  status: ContentfulStatusCode,
  code: string,
  message: string,
  errors: readonly Problem[] = [],
): Refusal {
  return { kind: 'refused', status, body: { code, message, errors } };
}

/** A body that was understood and cannot be taken; every problem at once. */
export function invalidObject(resource: string, errors: readonly Problem[]): Refusal {
  return refuse(400, 'InvalidObject', `${resource} object is invalid`, errors);
}

/** Conditions, an order or a field list that cannot be carried out. */
export function badCondition(message: string): Refusal {
  return refuse(400, 'ApiFindCondition', message);
}

export function notFound(what: string): Refusal {
  return refuse(404, 'NotFound', `${what} not found`);
}

export type RightVerb = 'Inquire' | 'Add' | 'Edit' | 'Delete';

/** `module` as the security role names it: "System / Member Maintenance". */
export function forbidden(module: string, level: RightVerb): Refusal {
  const message = `The security role of this API member lacks ${level} on ${module}`;
  return refuse(403, 'Forbidden', message, [
    { code: 'SecurityLevel', message, resource: module, field: `${level.toLowerCase()}Level` },
  ]);
}

export function isRefusal(answer: object): answer is Refusal {
  return 'kind' in answer && answer.kind === 'refused';
}
