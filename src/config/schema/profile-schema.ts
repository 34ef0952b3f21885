import { z } from 'zod';
import type { Profile, ReferenceField } from '../../domain/planning/policy.ts';

const name = (what: string) => z.string().min(1).optional().describe(what);

/** Names as an administrator reads them in the PSA, under the PSA's own field names. */
const references = {
  securityRole: z.string().min(1).describe('Security role.'),
  structureLevel: name('Corporate structure level.'),
  securityLocation: name('Location that the security role is bound to.'),
  defaultLocation: name('Location.'),
  defaultDepartment: name('Department.'),
  salesDefaultLocation: name('Sales territory.'),
  serviceDefaultBoard: name('Service board.'),
  timeZone: name('Time zone setup.'),
  workRole: name('Work role.'),
  workType: name('Work type.'),
  type: name('Member type.'),
  timeApprover: name('Member ID of the time approver.'),
  expenseApprover: name('Member ID of the expense approver.'),
  reportsTo: name('Member ID of the manager.'),
} satisfies Record<ReferenceField, z.ZodType>;

export const profileSchema = z.strictObject({
  name: z.string().min(1),
  groups: z.array(z.string().min(1)).min(1).describe('Groups by id or by unique name.'),
  licenseClass: z.enum(['F', 'C', 'X']).describe('F full, C StreamlineIT, X subcontractor.'),
  ...references,
  memberTemplate: name('Member template whose defaults a new member gets.'),
});

/** The profile as core wants it. */
export function toProfile(file: z.infer<typeof profileSchema>): Profile {
  const { name: profileName, groups, licenseClass, memberTemplate, ...named } = file;
  return {
    name: profileName,
    groups,
    licenseClass,
    references: dropUndefined(named),
    memberTemplate: memberTemplate ?? null,
  };
}

function dropUndefined(
  named: Omit<z.infer<typeof profileSchema>, 'name' | 'groups' | 'licenseClass' | 'memberTemplate'>,
): Profile['references'] {
  const { securityRole, ...optional } = named;
  const present = Object.entries(optional).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(present), securityRole };
}
