/** Carries out POST /system/members: everything that is wrong with a new member is said at once, and nothing is made then. */
import type { SandboxContext } from '../../context.ts';
import type { WorldMember } from '../../world.ts';
import { checkValue } from './check-value.ts';
import { createDefaults } from './create-defaults.ts';
import type { FieldTable } from './field-kinds.ts';
import type { JsonRecord } from '../is-record.ts';
import { isRecord } from '../is-record.ts';
import { isLicenseClass } from './license-class.ts';
import { CREATE_ONLY_FIELDS, MEMBER_FIELDS, PASSWORD, READ_ONLY_FIELDS } from './member-fields.ts';
import { findByIdentifier } from './find-member.ts';
import { newInfo } from './record-info.ts';
import type { Problem, Refusal } from '../refusal.ts';
import { invalidObject, refuse } from '../refusal.ts';

const CREATE_FIELDS: FieldTable = { ...MEMBER_FIELDS, ...CREATE_ONLY_FIELDS, password: PASSWORD };
/** What every version of the API demands, what only older ones do, and what tenants demand beside the documentation. */
const REQUIRED: readonly string[] = `
  identifier licenseClass firstName lastName hireDate defaultEmail defaultPhone securityRole
  companyActivityTabFormat invoiceTimeTabFormat invoiceScreenDefaultTabFormat invoicingDisplayOptions
  agreementInvoicingDisplayOptions
  securityLocation defaultLocation defaultDepartment`
  .trim()
  .split(/\s+/);

export function createMember(context: SandboxContext, body: unknown): WorldMember | Refusal {
  const { world } = context;
  if (!isRecord(body)) return refuse(400, 'InvalidObject', 'member must be a JSON object');
  const defaults = createDefaults(world, body);
  const inherited = defaults.kind === 'defaults' ? defaults.record : {};
  const { problems, record } = checkedFields(context, { ...inherited, ...body });
  const missing = [...REQUIRED, ...(body['licenseClass'] === 'A' ? [] : ['password'])]
    .filter((field) => isEmpty(body[field] ?? inherited[field]))
    .map((field) => problem('MissingRequiredField', field, `${field} is required`));
  const all = [...(defaults.kind === 'problem' ? [defaults.problem] : []), ...problems, ...missing];
  if (all.length > 0) return invalidObject('member', all);

  const { identifier, licenseClass, inactiveFlag = false, ...rest } = record;
  if (typeof identifier !== 'string' || !isLicenseClass(licenseClass) || typeof inactiveFlag !== 'boolean')
    throw new TypeError('A field passed its check with a value of another kind');
  const refusal = alreadyThere(context, identifier) ?? seatRefusal(context, licenseClass);
  if (refusal !== null) return refusal;
  const id = [...world.members.keys()].reduce((highest, key) => Math.max(highest, key), 0) + 1;
  const stored = { ...rest, _info: newInfo(context) };
  const member: WorldMember = { id, identifier, licenseClass, inactiveFlag, record: stored, openTimeSheets: 0 };
  world.members.set(id, member);
  return member;
}

/** Values of the fields that a member keeps; what is only for the creation, the password among it, is checked and dropped. */
function checkedFields(context: SandboxContext, body: JsonRecord) {
  const problems: Problem[] = [];
  const record: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(body)) {
    const kind = Object.hasOwn(CREATE_FIELDS, field) ? CREATE_FIELDS[field] : undefined;
    if (kind === undefined) problems.push(problem('UnknownField', field, `${field} is no field of a member`));
    else if (READ_ONLY_FIELDS.includes(field)) problems.push(problem('ReadOnly', field, `${field} cannot be written`));
    else if (value !== null) {
      const checked = checkValue(context.world, kind, value);
      if (checked.kind === 'problem') problems.push(problem(checked.code, field, `${field} ${checked.message}`));
      else if (Object.hasOwn(MEMBER_FIELDS, field)) record[field] = checked.value;
    }
  }
  return { problems, record };
}

function alreadyThere(context: SandboxContext, identifier: string): Refusal | null {
  const holder = findByIdentifier(context.world, identifier);
  if (holder === undefined) return null;
  const message = `A member with the identifier ${holder.identifier} exists already`;
  return invalidObject('member', [problem('ObjectExists', 'identifier', message)]);
}

function seatRefusal(context: SandboxContext, licenseClass: WorldMember['licenseClass']): Refusal | null {
  const limit = context.quirks.psaSeatLimit;
  if (limit === null || licenseClass === 'A') return null;
  const used = [...context.world.members.values()].filter(
    (one) => !one.inactiveFlag && one.licenseClass !== 'A',
  ).length;
  if (used < limit) return null;
  const message = `The license allows ${limit} members and ${used} are active`;
  return invalidObject('member', [problem('LicenseLimit', 'licenseClass', message)]);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function problem(code: string, field: string, message: string): Problem {
  return { code, message, resource: 'member', field };
}
