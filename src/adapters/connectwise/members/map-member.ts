/** Turns a member record into the domain's Member, or says why it cannot be read. Pure. */
import { memberKey } from '../../../domain/ids.ts';
import type { Member, MemberFields, Reference } from '../../../domain/people/member.ts';
import type { Activity } from '../../../domain/people/seat.ts';
import { quoted } from '../../http/redact.ts';
import { instantOf } from '../activity/instant.ts';
import type { MemberRecord, RecordReference } from './member-record.ts';
import { memberRecord } from './member-record.ts';
import type { JoinField } from '../api/options.ts';

type MappedMember =
  | { readonly kind: 'member'; readonly member: Member }
  /** `place`: "member 151"; `detail`: the fields at fault and what was expected of them. */
  | { readonly kind: 'unreadable'; readonly place: string; readonly detail: string };

export function mapMember(row: unknown, joinField: JoinField | null): MappedMember {
  const parsed = memberRecord.safeParse(row);
  if (!parsed.success) {
    const detail = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    return { kind: 'unreadable', place: placeOf(row), detail: quoted(detail, []) };
  }
  const record = parsed.data;
  const sso = record.ssoSettings;
  const join = joinField === null ? null : record[joinField];
  return {
    kind: 'member',
    member: {
      key: memberKey(record.id),
      identifier: record.identifier,
      active: !record.inactiveFlag,
      licenseClass: record.licenseClass,
      // The role's own flag comes with the catalogue; here stands what the member's record says by itself.
      admin: record.adminFlag ?? false,
      addresses: distinctAddresses([
        record.officeEmail,
        record.mobileEmail,
        record.homeEmail,
        record.primaryEmail,
        sso?.email,
        sso?.userName?.includes('@') === true ? sso.userName : null,
      ]),
      directoryIds: [...new Set([record.office365?.id, sso?.ssoUserId, join].filter(isFilled))],
      ssoUserId: isFilled(sso?.ssoUserId) ? sso.ssoUserId : null,
      fields: fieldsOf(record),
      lastUpdated: record._info?.lastUpdated ?? null,
      lastLogin: lastLoginOf(record),
      knownSince: latestOf([record._info?.dateEntered, record.hireDate]),
    },
  };
}

/** One record alone does not tell a login that never was from one that is hidden, see `toldLogins`. */
export const NO_LOGIN_SHOWN: Activity = {
  kind: 'unknown',
  why: 'The PSA shows no last login of any member: the security role of the API member hides it, or nobody ever signed in.',
};

function lastLoginOf({ lastLogin }: MemberRecord): Activity {
  if (!isFilled(lastLogin)) return NO_LOGIN_SHOWN;
  const at = instantOf(lastLogin);
  return at === null
    ? { kind: 'unknown', why: `The PSA shows "${quoted(lastLogin, [])}" as the last login, which is no date.` }
    : { kind: 'at', at };
}

function latestOf(texts: readonly (string | null | undefined)[]): string | null {
  const instants = texts.flatMap((text) => (isFilled(text) ? (instantOf(text) ?? []) : []));
  return instants.sort().at(-1) ?? null;
}

/** Empty texts and absent references are left out. */
function fieldsOf(record: MemberRecord): Partial<MemberFields> {
  const texts = {
    firstName: record.firstName,
    lastName: record.lastName,
    officeEmail: record.officeEmail,
    title: record.title,
    officePhone: record.officePhone,
    mobilePhone: record.mobilePhone,
  };
  const references = {
    securityRole: byName(record.securityRole),
    structureLevel: byName(record.structureLevel),
    securityLocation: byName(record.securityLocation),
    defaultLocation: byName(record.defaultLocation),
    defaultDepartment: byName(record.defaultDepartment),
    salesDefaultLocation: byName(record.salesDefaultLocation),
    serviceDefaultBoard: byName(record.serviceDefaultBoard),
    timeZone: byName(record.timeZone),
    workRole: byName(record.workRole),
    workType: byName(record.workType),
    type: byName(record.type),
    timeApprover: byIdentifier(record.timeApprover),
    expenseApprover: byIdentifier(record.expenseApprover),
    reportsTo: byIdentifier(record.reportsTo),
  };
  const filled = Object.entries({ ...texts, ...references }).filter(([, value]) => value != null && value !== '');
  return {
    ...Object.fromEntries(filled),
    ...(record.licenseClass === 'A' ? {} : { licenseClass: record.licenseClass }),
  };
}

function byName(reference: RecordReference): Reference | null {
  return reference == null ? null : { id: reference.id, name: reference.name ?? reference.identifier ?? '' };
}

/** Approvers are known by their Member ID, as profiles name them. */
function byIdentifier(reference: RecordReference): Reference | null {
  return reference == null ? null : { id: reference.id, name: reference.identifier ?? reference.name ?? '' };
}

function distinctAddresses(addresses: readonly (string | null | undefined)[]): readonly string[] {
  const byFolded = new Map<string, string>();
  for (const address of addresses.filter(isFilled)) {
    const folded = address.trim().toLowerCase();
    if (!byFolded.has(folded)) byFolded.set(folded, address);
  }
  return [...byFolded.values()];
}

function isFilled(text: string | null | undefined): text is string {
  return text != null && text.trim() !== '';
}

function placeOf(row: unknown): string {
  const id = typeof row === 'object' && row !== null && 'id' in row ? row.id : null;
  return typeof id === 'number' ? `member ${id}` : 'a member without a record id';
}
