/** The reference lists of a small PSA, as every sandbox world has them unless a test changes them. */
import type { WorldReference } from './world.ts';

/** A fresh copy each time, so that one world's changes stay its own. Keys as in SandboxWorld.references. */
export function defaultReferences(): Record<string, WorldReference[]> {
  return {
    securityRoles: [
      { id: 63, name: 'Administrator', adminFlag: true },
      { id: 64, name: 'Technician' },
      { id: 65, name: 'Dispatch' },
      { id: 66, name: 'Sales' },
      { id: 67, name: 'Service Manager' },
      { id: 68, name: 'API Integration' },
      { id: 69, name: 'Technician (old)', inactiveFlag: true },
    ],
    locations: named(2, ['Portland', 'Seattle', 'Remote']),
    departments: named(10, ['Service', 'Dispatch', 'Sales', 'Administration']),
    timeZones: named(1, ['US Pacific', 'US Mountain', 'US Eastern', 'London']),
    workRoles: named(21, ['Engineer', 'Field Engineer', 'Dispatcher', 'Account Manager', 'Consultant']),
    workTypes: named(31, ['Regular', 'After hours', 'Travel']),
    memberTypes: named(41, ['Employee', 'Contractor']),
    structureLevels: named(1, ['Corporate', 'Location', 'Department']),
    boards: [...named(51, ['Help Desk', 'Field Service']), { id: 53, name: 'Projects', projectFlag: true }],
    memberTemplates: named(71, ['New technician', 'New office worker']),
  };
}

function named(firstId: number, names: readonly string[]): WorldReference[] {
  return names.map((name, index) => ({ id: firstId + index, name }));
}
