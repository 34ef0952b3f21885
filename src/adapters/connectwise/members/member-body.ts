/** Makes the bodies of writes. Pure: password, date and changes come in, JSON values go out. */
import type { FieldChange, FieldValue, MemberDraft } from '../../../domain/people/member.ts';
import { InvariantError } from '../../../errors.ts';

/** Older PSA versions demand these; newer ones take them without complaint. */
const FORMATS = {
  defaultEmail: 'Office',
  defaultPhone: 'Office',
  companyActivityTabFormat: 'SummaryList',
  invoiceTimeTabFormat: 'SummaryList',
  invoiceScreenDefaultTabFormat: 'ShowInvoicingTab',
  invoicingDisplayOptions: 'RemainOnInvoicingScreen',
  agreementInvoicingDisplayOptions: 'RemainOnInvoicingScreen',
} as const;

/** For `POST /system/members`: the union of what every known version requires. `hiredOn` is an ISO 8601 date. */
export function newMemberBody(
  draft: MemberDraft,
  hiredOn: string,
  password: string,
): Readonly<Record<string, unknown>> {
  if (password.length < 30 || password.length > 60)
    throw new InvariantError(`A member's first password has 30 to 60 characters, not ${password.length}`);
  return {
    identifier: draft.identifier,
    password,
    hireDate: `${hiredOn}T00:00:00Z`,
    ...FORMATS,
    ...Object.fromEntries(Object.entries(draft.fields).map(([field, value]) => [field, written(value)])),
    ...(draft.templateId === null ? {} : { fromMemberTemplateRecId: draft.templateId }),
  };
}

interface PatchOperation {
  readonly op: 'replace';
  /** The bare, case-sensitive field name, without a slash. */
  readonly path: string;
  readonly value: unknown;
}

export function patchOf(changes: readonly FieldChange[]): readonly PatchOperation[] {
  return changes.map(({ field, to }) => ({ op: 'replace', path: field, value: written(to) }));
}

export function patchOfActive(active: boolean): PatchOperation {
  return { op: 'replace', path: 'inactiveFlag', value: !active };
}

/** References go as whole objects that hold the id alone: sub-paths are known to be ignored without a word. */
function written(value: FieldValue): unknown {
  return typeof value === 'string' ? value : { id: value.id };
}
