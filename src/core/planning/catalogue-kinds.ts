import type { CatalogueKind } from '../../domain/planning/world.ts';
import type { Policy, ReferenceField } from '../../domain/planning/policy.ts';

/** Reference fields that point at members, so that no list has to be read for them. */
export const APPROVER_FIELDS = [
  'timeApprover',
  'expenseApprover',
  'reportsTo',
] as const satisfies readonly ReferenceField[];
export type ApproverField = (typeof APPROVER_FIELDS)[number];

export function isApproverField(field: ReferenceField): field is ApproverField {
  return field === 'timeApprover' || field === 'expenseApprover' || field === 'reportsTo';
}

/** The reference lists that this policy's profiles name, each once, sorted. The security roles always: they tell who administers. */
export function catalogueKinds(policy: Policy): readonly CatalogueKind[] {
  const kinds = new Set<CatalogueKind>(['securityRole']);
  for (const profile of policy.profiles) {
    for (const [field] of referenceNames(profile.references)) if (!isApproverField(field)) kinds.add(field);
    if (profile.memberTemplate !== null) kinds.add('memberTemplate');
  }
  return [...kinds].sort();
}

/** Every reference field, in the one order in which changes are listed. */
export const REFERENCE_FIELDS = [
  'securityRole',
  'structureLevel',
  'securityLocation',
  'defaultLocation',
  'defaultDepartment',
  'salesDefaultLocation',
  'serviceDefaultBoard',
  'timeZone',
  'workRole',
  'workType',
  'type',
  'timeApprover',
  'expenseApprover',
  'reportsTo',
] as const satisfies readonly ReferenceField[];

/** Each field that a profile's references name with its name, in one fixed order. */
export function referenceNames(
  references: Partial<Record<ReferenceField, string>>,
): readonly (readonly [ReferenceField, string])[] {
  return REFERENCE_FIELDS.flatMap((field) => {
    const name = references[field];
    return name === undefined ? [] : [[field, name] as const];
  });
}
