/** The state that the three doubles share. Tests and the demo change it directly, as an administrator's clicks would. */
import type { WorkRights } from './work/areas.ts';
import type { WorldWork } from './work/work.ts';

export interface WorldPerson {
  /** GUID; the Okta double shows it as `00u` + 17 letters and digits (see `oktaId`). */
  readonly id: string;
  firstName: string | null;
  lastName: string | null;
  displayName: string;
  /** userPrincipalName / Okta login. */
  login: string;
  mail: string | null;
  /** Further addresses: proxyAddresses in Graph; the first is Okta's secondEmail. */
  aliases: string[];
  accountName: string | null;
  employeeNumber: string | null;
  title: string | null;
  officePhone: string | null;
  mobilePhone: string | null;
  hiredOn: string | null;
  /** GUID of the person whom they report to. Okta keeps it as a text even when that person is gone; Graph then knows no manager. */
  managerId: string | null;
  state: 'enabled' | 'disabled' | 'deleted' | 'suspended' | 'pending' | 'locked';
  guest: boolean;
}

export interface WorldGroup {
  readonly id: string;
  name: string;
  /** Ids of people. */
  people: string[];
  /** Ids of nested groups (Graph only; the Okta double flattens them, as a group rule would). */
  groups: string[];
}

/** A ConnectWise record as the API shows it; reference fields are `{ id, name }` objects. */
export interface WorldMember {
  readonly id: number;
  identifier: string;
  licenseClass: 'F' | 'C' | 'X' | 'A';
  inactiveFlag: boolean;
  /** Everything else, under the API's own field names. */
  record: Record<string, unknown>;
  /** Open time sheets block a deactivation. */
  openTimeSheets: number;
}

export interface WorldReference {
  readonly id: number;
  name: string;
  inactiveFlag?: boolean;
  adminFlag?: boolean;
  /** A board of project tickets. */
  projectFlag?: boolean;
}

export interface SandboxWorld {
  readonly people: Map<string, WorldPerson>;
  readonly groups: Map<string, WorldGroup>;
  readonly members: Map<number, WorldMember>;
  /** Keyed by list: securityRoles, locations, departments, timeZones, workRoles, workTypes, memberTypes, structureLevels, boards, memberTemplates. */
  readonly references: Record<string, WorldReference[]>;
  /** Tickets, appointments, projects and whatever else members are in charge of. Rows are replaced by `changeRow`, never changed. */
  readonly work: WorldWork;
  /** Which rights the API member has; a missing one answers 403 as the PSA does. */
  readonly rights: {
    readMembers: boolean;
    writeMembers: boolean;
    readSetup: boolean;
    writeSetup: boolean;
    readonly work: WorkRights;
  };
  /**
   * Which permissions the directory app has. Without `readUsers` Graph answers with nulls (limited information); `subscribeGroups` is Graph's Group.Read.All,
   * `readLog` Okta's okta.logs.read.
   */
  readonly permissions: { readGroups: boolean; readUsers: boolean; readLog: boolean; subscribeGroups: boolean };
}
