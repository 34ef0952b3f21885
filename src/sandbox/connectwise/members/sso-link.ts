/** Links a member to a single sign-on user and unlinks it: the two endpoints behind the read-only `ssoSettings`. */
import type { SandboxContext } from '../../context.ts';
import type { WorldMember } from '../../world.ts';
import type { JsonRecord } from '../is-record.ts';
import { isRecord } from '../is-record.ts';
import { stampUpdate } from './record-info.ts';
import type { Refusal } from '../refusal.ts';
import { invalidObject } from '../refusal.ts';

const LONGEST_ID = 100;

/** Answers `{ success, message }`. One single sign-on user belongs to one member. */
export function linkSsoUser(context: SandboxContext, member: WorldMember, body: unknown): JsonRecord | Refusal {
  const ssoUserId = isRecord(body) ? body['ssoUserId'] : undefined;
  if (typeof ssoUserId !== 'string' || ssoUserId.trim() === '') return refused('is required');
  if (ssoUserId.length > LONGEST_ID) return refused(`holds ${ssoUserId.length} characters; at most ${LONGEST_ID} fit`);
  const holder = [...context.world.members.values()].find((other) => ssoUserOf(other) === ssoUserId);
  if (holder !== undefined && holder !== member) return refused(`is linked to ${holder.identifier} already`);
  const { officeEmail } = member.record;
  member.record['ssoSettings'] = {
    ssoUserId,
    ...(typeof officeEmail === 'string' ? { userName: officeEmail, email: officeEmail } : {}),
  };
  stampUpdate(context, member);
  return { success: true, message: `${member.identifier} is linked` };
}

/** Unlinking what is not linked is no error, but says so. */
export function unlinkSsoUser(context: SandboxContext, member: WorldMember): JsonRecord {
  if (ssoUserOf(member) === null) return { success: false, message: `${member.identifier} is not linked` };
  delete member.record['ssoSettings'];
  stampUpdate(context, member);
  return { success: true, message: `${member.identifier} is no longer linked` };
}

function ssoUserOf(member: WorldMember): string | null {
  const settings = member.record['ssoSettings'];
  const id = isRecord(settings) ? settings['ssoUserId'] : undefined;
  return typeof id === 'string' ? id : null;
}

function refused(why: string): Refusal {
  const message = `ssoUserId ${why}`;
  return invalidObject('memberLinkSsoUser', [
    { code: 'InvalidValue', message, resource: 'memberLinkSsoUser', field: 'ssoUserId' },
  ]);
}
