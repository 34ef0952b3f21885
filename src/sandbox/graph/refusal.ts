/** How Graph says no: a status, a code and a sentence, in the error body that all of its services share. */
import { HTTPException } from 'hono/http-exception';

export type RefusalStatus = 400 | 401 | 403 | 404 | 409;

/** Thrown wherever a request turns out to be wrong; the server renders it. The code travels as the cause. */
export function refusal(status: RefusalStatus, code: string, message: string): HTTPException {
  return new HTTPException(status, { message, cause: code });
}

export function unsupportedQuery(message: string): HTTPException {
  return refusal(400, 'Request_UnsupportedQuery', message);
}

export function badRequest(message: string): HTTPException {
  return refusal(400, 'BadRequest', message);
}

export function denied(): HTTPException {
  return refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}

export function notFound(id: string): HTTPException {
  const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
  return refusal(404, 'Request_ResourceNotFound', message);
}

/** `date` without fraction and zone, as Graph writes it. */
export function errorBody(error: HTTPException, requestId: string, clientRequestId: string, now: Date): object {
  const code = typeof error.cause === 'string' ? error.cause : 'UnknownError';
  const innerError = {
    date: now.toISOString().slice(0, 19),
    'request-id': requestId,
    'client-request-id': clientRequestId,
  };
  return { error: { code, message: error.message, innerError } };
}
