/** What Harbor & Pine IT decided, as plain data that a configuration can be made of. Names are those of the sandbox's reference lists. */
import type { WorldReferenceField } from '../default-record.ts';

export interface MspProfile {
  readonly name: string;
  /** Group names. */
  readonly groups: readonly string[];
  readonly licenseClass: 'F' | 'C' | 'X';
  readonly references: Readonly<Partial<Record<WorldReferenceField, string>>> & { readonly securityRole: string };
  readonly memberTemplate: string | null;
}

const OFFICE = {
  structureLevel: 'Corporate',
  securityLocation: 'Portland',
  defaultLocation: 'Portland',
  salesDefaultLocation: 'Portland',
  timeZone: 'US Pacific',
  type: 'Employee',
} as const;

export const ADMINISTRATORS: MspProfile = {
  name: 'administrators',
  groups: ['PSA Administrators'],
  licenseClass: 'F',
  references: {
    ...OFFICE,
    securityRole: 'Administrator',
    defaultDepartment: 'Administration',
    workRole: 'Consultant',
  },
  memberTemplate: null,
};

export const TECHNICIANS: MspProfile = {
  name: 'technicians',
  groups: ['PSA Technicians'],
  licenseClass: 'F',
  references: { ...OFFICE, securityRole: 'Technician', defaultDepartment: 'Service', workRole: 'Engineer' },
  memberTemplate: 'New technician',
};

export const DISPATCH: MspProfile = {
  name: 'dispatch',
  groups: ['PSA Dispatch'],
  licenseClass: 'F',
  references: { ...OFFICE, securityRole: 'Dispatch', defaultDepartment: 'Dispatch', workRole: 'Dispatcher' },
  memberTemplate: 'New office worker',
};

export const SALES: MspProfile = {
  name: 'sales',
  groups: ['PSA Sales'],
  licenseClass: 'F',
  references: { ...OFFICE, securityRole: 'Sales', defaultDepartment: 'Sales', workRole: 'Account Manager' },
  memberTemplate: 'New office worker',
};

/** In the order in which they win. */
export const MSP_PROFILES: readonly MspProfile[] = [ADMINISTRATORS, TECHNICIANS, DISPATCH, SALES];

/** Contracted seats: every F seat of the default world is in use, so newcomers live on what leavers free. */
export const MSP_SEATS = { F: 35, X: 2 } as const;

/** Member IDs that nobody may touch. */
export const MSP_PROTECTED: readonly string[] = ['breakglass'];

/** Must always be in scope; if this login is missing, the read is wrong. */
export const MSP_CANARY = 'rdelgado@harborpine.example';
