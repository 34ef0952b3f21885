/** How Okta says no: a status and its error object. */
import { HTTPException } from 'hono/http-exception';

export type OktaErrorCode = 'E0000001' | 'E0000006' | 'E0000007' | 'E0000011' | 'E0000031';

/** Thrown wherever a request turns out to be wrong; the server renders it. The code travels as the cause. */
export function refusal(status: 400 | 401 | 403 | 404, code: OktaErrorCode, summary: string): HTTPException {
  return new HTTPException(status, { message: summary, cause: code });
}

export function invalid(summary: string): HTTPException {
  return refusal(400, 'E0000001', `Api validation failed: ${summary}`);
}

export function invalidSearch(): HTTPException {
  return refusal(400, 'E0000031', 'Invalid search criteria.');
}

export function denied(): HTTPException {
  return refusal(403, 'E0000006', 'You do not have permission to perform the requested action');
}

export function notFound(id: string, type: 'User' | 'UserGroup' | 'Endpoint'): HTTPException {
  return refusal(404, 'E0000007', `Not found: Resource not found: ${id} (${type})`);
}

/** `errorId` is what a caller would quote to support. */
export function errorBody(error: HTTPException, errorId: string): object {
  const code = typeof error.cause === 'string' ? error.cause : 'E0000009';
  return { errorCode: code, errorSummary: error.message, errorLink: code, errorId, errorCauses: [] };
}
