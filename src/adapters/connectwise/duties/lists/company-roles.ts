/** The offices of My Company: one record, with one person for each. */
import { z } from 'zod';
import type { Asker, AskedList } from '../ask-list.ts';
import { askWholeList } from '../ask-list.ts';
import { id, reference } from '../shapes.ts';
import type { DutyReport } from './record-list.ts';
import { reportOf } from './record-list.ts';

const OFFICES = {
  president: 'President',
  chiefOperatingOfficer: 'Chief operating officer',
  controller: 'Controller',
  dispatcher: 'Dispatcher',
  serviceManager: 'Service manager',
  dutyManager: 'Duty manager',
} as const;
type Office = keyof typeof OFFICES;

const structure = z.object({
  id,
  president: reference,
  chiefOperatingOfficer: reference,
  controller: reference,
  dispatcher: reference,
  serviceManager: reference,
  dutyManager: reference,
} satisfies Record<Office | 'id', z.ZodType>);
const STRUCTURE: AskedList<z.infer<typeof structure>> = {
  path: '/system/myCompany/corporateStructure',
  fields: ['id', ...Object.keys(OFFICES).map((office) => `${office}/id`)].join(','),
  place: 'offices of My Company',
  row: structure,
};

/** The offices within departments are told by the usages alone. */
export async function readCompanyRoles(asker: Asker, members: readonly number[]): Promise<DutyReport> {
  const list = {
    kind: 'company-role',
    title: () => 'My Company',
    holdings: (row: z.infer<typeof structure>) =>
      offices().map((office) => ({ member: row[office]?.id, state: OFFICES[office] })),
  } as const;
  return reportOf(list, await askWholeList(asker, STRUCTURE), members);
}

function offices(): readonly Office[] {
  return Object.keys(OFFICES).filter((name): name is Office => Object.hasOwn(OFFICES, name));
}
