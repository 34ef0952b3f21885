/** Sends one write and judges its reply; whether it had the wanted effect is for a fresh read to tell. */
import { RemoteError } from '../../../errors.ts';
import { requestLabel } from '../../http/redact.ts';
import type { PsaApi } from '../api/api.ts';
import { rightFor } from '../api/rights.ts';
import { judgeWrite } from '../api/write-reply.ts';

export type Sent =
  /** `value`: the body, where it is JSON. */
  | { readonly kind: 'accepted'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'unknown'; readonly detail: string };

export async function sendWrite(
  api: PsaApi,
  write: { readonly method: 'POST' | 'PATCH'; readonly path: string; readonly json: unknown },
): Promise<Sent> {
  const { method, path, json } = write;
  const reply = await api.write(method, path, json);
  const request = requestLabel(method, path);
  const judged = judgeWrite({ request, right: rightFor(method, path), secrets: api.secrets }, reply);
  if (judged.kind !== 'accepted') return { kind: judged.kind, detail: judged.detail };
  const value =
    !(reply instanceof RemoteError) && reply.kind === 'answer' && reply.body.kind === 'json' ? reply.body.value : null;
  return { kind: 'accepted', value };
}
