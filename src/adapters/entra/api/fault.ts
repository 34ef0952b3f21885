/** Turns an answer of Graph that cannot be used into the RemoteError that says so. Quotes Graph's own words, never a query or a token. */
import type { z } from 'zod';
import { RemoteError } from '../../../errors.ts';
import type { HttpReply } from '../../http/attempt.ts';
import { quoted } from '../../http/redact.ts';
import { remoteFault } from '../../http/remote-fault.ts';
import type { EntraCredential } from './credential.ts';
import type { Permission } from './permission.ts';
import { howToGrant, permissionFor } from './permission.ts';
import { errorSchema } from '../schema.ts';

export const SYSTEM = 'Microsoft Entra ID';

export interface GraphCaller {
  readonly kind: EntraCredential['kind'];
  readonly token: string;
  /** Further texts that must never reach a message. */
  readonly secrets?: readonly string[];
  /** What was asked for, as a label like `request`, where that one is a batch. */
  readonly about?: string;
  /** What is missing when the answer is 403; absent: the path tells. */
  readonly permission?: Permission;
}

/** `request` is a label without query ("GET /v1.0/users"). */
export function graphFault(request: string, reply: HttpReply, caller: GraphCaller): RemoteError {
  const said = reply.kind === 'answer' ? errorOf(reply) : null;
  const about = caller.about ?? request;
  const path = about.slice(about.indexOf(' ') + 1);
  return remoteFault(SYSTEM, request, reply, {
    said:
      said === null ? null : quoted(`${said.code}: ${said.message ?? ''}`, [caller.token, ...(caller.secrets ?? [])]),
    ...(reply.kind === 'answer' && reply.status === 403
      ? { advice: howToGrant(caller.permission ?? permissionFor(path), caller.kind) }
      : {}),
    ...(reply.kind === 'answer' && reply.status === 401
      ? { advice: 'Check that the credential belongs to this tenant and is still valid.' }
      : {}),
  });
}

/** The value in the documented shape, or RemoteError `malformed`, which names the first field that is not. */
export function shaped<T>(schema: z.ZodType<T>, value: unknown, request: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw unusable(
    request,
    `JSON of another shape than documented: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
  );
}

/** RemoteError `malformed` for an answer that contradicts the documentation: `what` is the object of "answered with". */
export function unusable(request: string, what: string): RemoteError {
  return new RemoteError({
    system: SYSTEM,
    request,
    status: 200,
    reason: 'malformed',
    message: `${SYSTEM} answered with ${quoted(what, [])} (${request}).`,
  });
}

/** Graph's own way of saying that an object is not there; any other 404 may be a proxy's, and proves nothing. */
export function saysGone(body: unknown): boolean {
  const parsed = errorSchema.safeParse(body);
  return parsed.success && parsed.data.error.code === 'Request_ResourceNotFound';
}

/** The error that Graph itself tells of; null: the answer is somebody else's, or none. */
export function errorOf(
  reply: Extract<HttpReply, { kind: 'answer' }>,
): { code: string; message?: string | null | undefined } | null {
  if (reply.body.kind !== 'json') return null;
  const parsed = errorSchema.safeParse(reply.body.value);
  return parsed.success ? parsed.data.error : null;
}
