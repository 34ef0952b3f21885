/** Performs the writes to members, each sent once. What became of one is a value; whether it had the wanted effect is for a fresh read to tell. */
import { z } from 'zod';
import type { MemberKey } from '../../../domain/ids.ts';
import { memberKey } from '../../../domain/ids.ts';
import type { SlotHandover } from '../../../domain/offboarding/handover.ts';
import type { FieldChange, MemberDraft } from '../../../domain/people/member.ts';
import { InvariantError } from '../../../errors.ts';
import type { WriteReply } from '../../../domain/memory/write-reply.ts';
import { quoted, requestLabel } from '../../http/redact.ts';
import type { PsaApi } from '../api/api.ts';
import { SYSTEM } from '../api/read-fault.ts';
import { deactivationBody } from './deactivation-body.ts';
import { newMemberBody, patchOf, patchOfActive } from './member-body.ts';
import { performWrite } from '../api/perform-write.ts';

const MEMBERS = '/system/members';
const identified = z.object({ id: z.int().positive() });
const ssoAnswer = z.object({ success: z.boolean(), message: z.string().nullish() });

/** `POST /system/members`, answered 201 with the record. */
export async function createMember(
  api: PsaApi,
  draft: MemberDraft,
  hiredOn: string,
  password: string,
): Promise<WriteReply> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(hiredOn))
    return {
      kind: 'refused',
      detail: `Nothing was sent: the hire date "${quoted(hiredOn, [])}" is no date like 2026-01-31. Correct it in the directory.`,
      fatal: false,
    };
  const body = newMemberBody(draft, hiredOn, password);
  return performWrite(api, { method: 'POST', path: MEMBERS, json: body, secrets: [password] }, (reply) => {
    const record = reply.body.kind === 'json' ? identified.safeParse(reply.body.value) : null;
    return record?.success === true ? { kind: 'done', key: memberKey(record.data.id) } : null;
  });
}

/** `PATCH /system/members/{id}`; at least one change. */
export async function updateMember(api: PsaApi, key: MemberKey, changes: readonly FieldChange[]): Promise<WriteReply> {
  if (changes.length === 0) throw new InvariantError(`An update of member ${key} without a change`);
  return patchMember(api, key, patchOf(changes));
}

/** The changes travel with the flag in one PATCH: nobody is ever active again with yesterday's role. */
export async function reactivateMember(
  api: PsaApi,
  key: MemberKey,
  changes: readonly FieldChange[],
): Promise<WriteReply> {
  return patchMember(api, key, [...patchOf(changes), patchOfActive(true)]);
}

/** By `POST …/deactivate` with nothing but who takes what: no word about time sheets, so that open ones are never deleted. Or by PATCH, which hands over nothing. */
export async function deactivateMember(
  api: PsaApi,
  key: MemberKey,
  { by, handover }: { readonly by: 'endpoint' | 'patch'; readonly handover: readonly SlotHandover[] },
): Promise<WriteReply> {
  if (by === 'patch') return patchMember(api, key, [patchOfActive(false)]);
  const json = deactivationBody(handover);
  return performWrite(api, { method: 'POST', path: `${MEMBERS}/${key}/deactivate`, json }, (reply) =>
    reply.body.kind === 'json' || reply.body.kind === 'empty' ? { kind: 'done', key } : null,
  );
}

/** `POST …/linkSsoUser`, which may say no with a 200. */
export async function linkSso(api: PsaApi, key: MemberKey, ssoUserId: string): Promise<WriteReply> {
  return performSso(api, key, `${MEMBERS}/${key}/linkSsoUser`, { ssoUserId });
}

/** `POST …/unlinkSsoUser`, without a body. */
export async function unlinkSso(api: PsaApi, key: MemberKey): Promise<WriteReply> {
  return performSso(api, key, `${MEMBERS}/${key}/unlinkSsoUser`);
}

async function patchMember(api: PsaApi, key: MemberKey, json: unknown): Promise<WriteReply> {
  return performWrite(api, { method: 'PATCH', path: `${MEMBERS}/${key}`, json }, (reply) => {
    const record = reply.body.kind === 'json' ? identified.safeParse(reply.body.value) : null;
    return record?.data?.id === key ? { kind: 'done', key } : null;
  });
}

async function performSso(api: PsaApi, key: MemberKey, path: string, json?: unknown): Promise<WriteReply> {
  return performWrite(api, { method: 'POST', path, json }, (reply) => {
    const answer = reply.body.kind === 'json' ? ssoAnswer.safeParse(reply.body.value) : null;
    if (answer?.success !== true) return null;
    if (answer.data.success) return { kind: 'done', key };
    const said = quoted(answer.data.message ?? '', api.secrets);
    const words = said === '' ? 'It gave no reason.' : `It said: "${said}".`;
    const detail = `${SYSTEM} declined (${requestLabel('POST', path)}). ${words} Check the SSO user in the PSA: System > Members > (the member) > SSO.`;
    return { kind: 'refused', detail, fatal: false };
  });
}
