/** The bookkeeping (`_info`) of records: who wrote them last and when. */
import type { SandboxContext } from '../../context.ts';
import type { SandboxWorld, WorldMember } from '../../world.ts';
import type { JsonRecord } from '../is-record.ts';
import { isRecord } from '../is-record.ts';

/** Of records that nobody has touched since the sandbox was filled. */
export const UNTOUCHED: JsonRecord = {
  lastUpdated: '2026-01-01T00:00:00Z',
  updatedBy: 'admin1',
  dateEntered: '2026-01-01T00:00:00Z',
  enteredBy: 'admin1',
};

/** The member whose keys the caller uses: the API member with the lowest record id. */
export function ownMember(world: SandboxWorld): WorldMember | undefined {
  return [...world.members.values()]
    .filter((member) => member.licenseClass === 'A' && !member.inactiveFlag)
    .sort((a, b) => a.id - b.id)[0];
}

/** The PSA writes instants to the second. */
export function instant(context: SandboxContext): string {
  return `${context.now().toISOString().slice(0, 19)}Z`;
}

/** Notes on the record that the caller has just changed it. */
export function stampUpdate(context: SandboxContext, member: WorldMember): void {
  const before = member.record['_info'];
  member.record['_info'] = {
    ...(isRecord(before) ? before : UNTOUCHED),
    lastUpdated: instant(context),
    updatedBy: callerName(context.world),
  };
}

export function newInfo(context: SandboxContext): JsonRecord {
  const at = instant(context);
  const by = callerName(context.world);
  return { lastUpdated: at, updatedBy: by, dateEntered: at, enteredBy: by };
}

export function callerName(world: SandboxWorld): string {
  return ownMember(world)?.identifier ?? 'api-member';
}
