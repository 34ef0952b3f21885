/** The small company with work on its desks: what hangs on the members who are about to leave, and who is whose manager. */
import { addProject, type WorldProject } from '../../../src/sandbox/work/projects.ts';
import { addTeam } from '../../../src/sandbox/work/boards.ts';
import { addTicket } from '../../../src/sandbox/work/tickets.ts';
import type { SandboxOptions } from '../../../src/sandbox/context.ts';
import type { WorldMember } from '../../../src/sandbox/world.ts';
import { openCompany, type Company, type DirectoryKind } from '../company.ts';

/** What can be handed over goes to the manager; the rest is told. */
const TO_MANAGER = { reassign: ['manager'] } as const;
export const DUTIES = {
  'ticket-owner': TO_MANAGER,
  'ticket-resource': TO_MANAGER,
  approver: TO_MANAGER,
  'team-leader': TO_MANAGER,
  'project-manager': TO_MANAGER,
} as const;

export interface LeavingCompany extends Company {
  readonly project: WorldProject;
  /** Lays rules over DUTIES for the runs that follow. */
  readonly rule: (duties: Readonly<Record<string, unknown>>) => void;
  /** Sets somebody's field to somebody: `reportsTo`, `timeApprover` … */
  readonly appoint: (field: string, of: string, who: string) => void;
  /** `101: stobin`: who owns each ticket and, after a plus, who is on it. Tickets are numbered as they were made. */
  readonly desks: () => Readonly<Record<number, string>>;
  readonly superiorOf: (identifier: string) => unknown;
}

/**
 * Tobin owns service ticket 101 and project ticket 102, is alone on 103, and is on 104 with Quinn; Abbott reports to him, he leads a team and manages a project. His
 * manager is Mercer. Sawyer owns ticket 201, and her manager is Tobin. Ticket 301 is Quinn's.
 */
export async function openLeavingCompany(
  directory: DirectoryKind,
  kind: 'blobs' | 'folder' = 'folder',
  options: Omit<SandboxOptions, 'world'> = {},
): Promise<LeavingCompany> {
  const company = await openCompany(directory, kind, options);
  const { world } = company.sandbox;
  const member = (identifier: string): WorldMember => company.member(identifier);
  const [tobin, sawyer, quinn] = [member('stobin'), member('ssawyer'), member('squinn')];

  const project = addProject(world, { name: 'Office move', manager: tobin });
  addTeam(world, { name: 'Escalations', leader: tobin, members: [tobin, quinn] });
  addTicket(world, { id: 101, owner: tobin, summary: 'Printer is offline' });
  addTicket(world, { id: 102, owner: tobin, project });
  addTicket(world, { id: 103, resources: [tobin] });
  addTicket(world, { id: 104, resources: [tobin, quinn] });
  addTicket(world, { id: 201, owner: sawyer });
  addTicket(world, { id: 301, owner: quinn });
  company.person('Tobin').managerId = company.person('Mercer').id;
  company.person('Sawyer').managerId = company.person('Tobin').id;

  const appoint: LeavingCompany['appoint'] = (field, of, who) => {
    const { id, identifier } = member(who);
    member(of).record[field] = { id, identifier, name: identifier };
  };
  const rule: LeavingCompany['rule'] = (duties) => {
    company.configure({ connection: { offboarding: { duties: { ...DUTIES, ...duties } } } });
  };
  appoint('reportsTo', 'sabbott', 'stobin');
  rule({});

  const nameOf = (id: number | null): string => (id === null ? '' : (world.members.get(id)?.identifier ?? String(id)));
  return {
    ...company,
    project,
    rule,
    appoint,
    desks: () => {
      const { serviceTickets, projectTickets, scheduleEntries } = world.work;
      const entries = [...scheduleEntries.byId.values()].filter(({ doneFlag }) => !doneFlag);
      const tickets = [...serviceTickets.byId.values(), ...projectTickets.byId.values()];
      return Object.fromEntries(
        tickets.map(({ id, owner }) => {
          const resources = entries
            .filter(({ objectId }) => objectId === id)
            .map((entry) => `+${nameOf(entry.member)}`);
          return [id, [nameOf(owner), ...resources].join('')];
        }),
      );
    },
    superiorOf: (identifier) => {
      const superior = member(identifier).record['reportsTo'];
      return typeof superior === 'object' && superior !== null && 'id' in superior && typeof superior.id === 'number'
        ? nameOf(superior.id)
        : null;
    },
  };
}

/** On the first morning. */
export const AT_FIRST = {
  101: 'stobin',
  102: 'stobin',
  103: '+stobin',
  104: '+stobin+squinn',
  201: 'ssawyer',
  301: 'squinn',
};
/** When Tobin and Sawyer have gone: Mercer is the first above either who stays. Tobin's entry on 104 is left, since Quinn is there. */
export const HANDED_OVER = {
  101: 'smercer',
  102: 'smercer',
  103: '+smercer',
  104: '+stobin+squinn',
  201: 'smercer',
  301: 'squinn',
};
