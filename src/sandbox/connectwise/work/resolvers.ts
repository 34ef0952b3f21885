/** How records of the world are shown where other records point at them. A record that is gone is shown by nobody. */
import type { SandboxWorld } from '../../world.ts';
import { ticketAt } from '../../work/tickets.ts';
import type { JsonRecord } from '../is-record.ts';
import type { Resolve } from '../lists/columns.ts';
import { departmentIdentifier } from '../lists/reference-lists.ts';
import { memberReference } from '../members/find-member.ts';

export interface Resolvers {
  readonly member: Resolve;
  readonly board: Resolve;
  readonly location: Resolve;
  readonly department: Resolve;
  readonly company: Resolve;
  readonly priority: Resolve;
  readonly status: Resolve;
  readonly boardType: Resolve;
  readonly team: Resolve;
  readonly project: Resolve;
  readonly ticket: Resolve;
  readonly scheduleType: Resolve;
  readonly scheduleStatus: Resolve;
  readonly opportunityStatus: Resolve;
  readonly activityStatus: Resolve;
}

export function resolversOf(world: SandboxWorld): Resolvers {
  const { work } = world;
  const listed = (list: string) => (id: number) => world.references[list]?.find((entry) => entry.id === id);
  const department = listed('departments');
  return {
    member: (id) => {
      const member = world.members.get(id);
      return member === undefined ? undefined : memberReference(member);
    },
    board: named(listed('boards')),
    location: named(listed('locations')),
    department: (id) => {
      const entry = department(id);
      return entry === undefined ? undefined : { id, identifier: departmentIdentifier(entry), name: entry.name };
    },
    company: (id) => {
      const company = work.companies.byId.get(id);
      return company === undefined ? undefined : { id, identifier: company.identifier, name: company.name };
    },
    priority: (id) => {
      const priority = work.priorities.byId.get(id);
      return priority === undefined ? undefined : { id, name: priority.name, sort: priority.sort };
    },
    status: (id) => {
      const status = work.boardStatuses.byId.get(id);
      return status === undefined ? undefined : { id, name: status.name, sort: status.sortOrder };
    },
    boardType: named((id) => work.boardTypes.byId.get(id)),
    team: named((id) => work.teams.byId.get(id)),
    project: named((id) => work.projects.byId.get(id)),
    ticket: (id) => {
      const ticket = ticketAt(world, id);
      return ticket === undefined ? undefined : { id, summary: ticket.summary };
    },
    scheduleType: (id) => {
      const type = work.scheduleTypes.byId.get(id);
      return type === undefined ? undefined : { id, identifier: type.identifier };
    },
    scheduleStatus: named((id) => work.scheduleStatuses.byId.get(id)),
    opportunityStatus: named((id) => work.opportunityStatuses.byId.get(id)),
    activityStatus: named((id) => work.activityStatuses.byId.get(id)),
  };
}

function named(find: (id: number) => { readonly name: string } | undefined): (id: number) => JsonRecord | undefined {
  return (id) => {
    const entry = find(id);
    return entry === undefined ? undefined : { id, name: entry.name };
  };
}
