/** Opportunities and sales activities, with the statuses that end them. */
import type { SandboxWorld, WorldMember } from '../world.ts';
import { memberId, named, someMemberId } from './named.ts';
import { addRow } from './table.ts';

/** `/sales/opportunities/statuses` and `/sales/activities/statuses`. */
export interface WorldSalesStatus {
  readonly id: number;
  readonly name: string;
  readonly closedFlag: boolean;
}

export interface WorldOpportunity {
  readonly id: number;
  readonly name: string;
  readonly status: number;
  readonly company: number;
  readonly primarySalesRep: number;
  readonly secondarySalesRep: number | null;
  readonly closedDate: string | null;
  readonly lastUpdated: string;
  readonly updatedBy: string;
}

export interface WorldActivity {
  readonly id: number;
  readonly name: string;
  readonly status: number;
  readonly company: number;
  readonly assignTo: number;
  readonly assignedBy: number | null;
  readonly dateStart: string | null;
  readonly dateEnd: string | null;
  readonly lastUpdated: string;
  readonly updatedBy: string;
}

export const OPPORTUNITY_STATUSES = [
  { id: 1, name: 'Open', closedFlag: false },
  { id: 2, name: 'Won', closedFlag: true },
  { id: 3, name: 'Lost', closedFlag: true },
] as const satisfies readonly WorldSalesStatus[];

export const ACTIVITY_STATUSES = [
  { id: 1, name: 'Open', closedFlag: false },
  { id: 2, name: 'Closed', closedFlag: true },
] as const satisfies readonly WorldSalesStatus[];

const UNTOUCHED = { lastUpdated: '2026-11-02T10:30:00Z', updatedBy: 'admin1' } as const;

export function addOpportunity(
  world: SandboxWorld,
  input: {
    readonly name: string;
    readonly primarySalesRep: WorldMember;
    readonly secondarySalesRep?: WorldMember | null;
    /** By name. Default: open. */
    readonly status?: string;
    readonly company?: string;
  },
): WorldOpportunity {
  const { opportunities, opportunityStatuses, companies } = world.work;
  const status = named(opportunityStatuses.byId.values(), input.status, 'opportunity status');
  return addRow(opportunities, {
    id: opportunities.nextId,
    name: input.name,
    status: status.id,
    company: named(companies.byId.values(), input.company, 'company').id,
    primarySalesRep: someMemberId(world, input.primarySalesRep),
    secondarySalesRep: memberId(world, input.secondarySalesRep),
    closedDate: status.closedFlag ? '2026-10-30T00:00:00Z' : null,
    ...UNTOUCHED,
  });
}

export function addActivity(
  world: SandboxWorld,
  input: {
    readonly name: string;
    readonly assignTo: WorldMember;
    readonly assignedBy?: WorldMember | null;
    /** By name. Default: open. */
    readonly status?: string;
    readonly company?: string;
    readonly dateStart?: string | null;
  },
): WorldActivity {
  const { activities, activityStatuses, companies } = world.work;
  const dateStart = input.dateStart === undefined ? '2026-11-25T18:00:00Z' : input.dateStart;
  return addRow(activities, {
    id: activities.nextId,
    name: input.name,
    status: named(activityStatuses.byId.values(), input.status, 'activity status').id,
    company: named(companies.byId.values(), input.company, 'company').id,
    assignTo: someMemberId(world, input.assignTo),
    assignedBy: memberId(world, input.assignedBy),
    dateStart,
    dateEnd: dateStart,
    ...UNTOUCHED,
  });
}
