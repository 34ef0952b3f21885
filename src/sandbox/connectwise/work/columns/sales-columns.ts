/** What the API shows of opportunities and sales activities. */
import type { SandboxWorld } from '../../../world.ts';
import type { WorldActivity, WorldOpportunity, WorldSalesStatus } from '../../../work/sales.ts';
import type { Table } from '../../../work/table.ts';
import { column, sourceOf } from '../../lists/columns.ts';
import type { ListSource } from '../../lists/list-source.ts';
import { UNTOUCHED } from '../../members/record-info.ts';
import { resolversOf } from '../resolvers.ts';
import { changedInfo } from './changed-info.ts';

export function opportunitySource(world: SandboxWorld): ListSource<WorldOpportunity> {
  const { member, company, opportunityStatus } = resolversOf(world);
  return sourceOf<WorldOpportunity>(
    world.work.opportunities,
    {
      id: column.integer((opportunity) => opportunity.id),
      name: column.text((opportunity) => opportunity.name),
      status: column.reference('opportunityStatuses', (opportunity) => opportunity.status, opportunityStatus),
      primarySalesRep: column.reference('members', (opportunity) => opportunity.primarySalesRep, member),
      secondarySalesRep: column.reference('members', (opportunity) => opportunity.secondarySalesRep, member),
      company: column.reference('companies', (opportunity) => opportunity.company, company),
      contact: column.constant('contacts', ({ company: id }) => ({ id: 10_000 + id, name: 'Office' })),
      closedDate: column.date((opportunity) => opportunity.closedDate),
      _info: changedInfo(),
    },
    () => world.work.opportunities.stamp + world.work.opportunityStatuses.stamp,
  );
}

export function activitySource(world: SandboxWorld): ListSource<WorldActivity> {
  const { member, company, activityStatus } = resolversOf(world);
  return sourceOf<WorldActivity>(
    world.work.activities,
    {
      id: column.integer((activity) => activity.id),
      name: column.text((activity) => activity.name),
      type: column.constant('activityTypes', () => ({ id: 1, name: 'Call' })),
      company: column.reference('companies', (activity) => activity.company, company),
      status: column.reference('activityStatuses', (activity) => activity.status, activityStatus),
      dateStart: column.date((activity) => activity.dateStart),
      dateEnd: column.date((activity) => activity.dateEnd),
      assignedBy: column.reference('members', (activity) => activity.assignedBy, member),
      assignTo: column.reference('members', (activity) => activity.assignTo, member),
      _info: changedInfo(),
    },
    () => world.work.activities.stamp + world.work.activityStatuses.stamp,
  );
}

export function salesStatusSource(table: Table<WorldSalesStatus>): ListSource<WorldSalesStatus> {
  return sourceOf<WorldSalesStatus>(table, {
    id: column.integer((status) => status.id),
    name: column.text((status) => status.name),
    closedFlag: column.flag((status) => status.closedFlag),
    inactiveFlag: column.flag(() => false),
    _info: column.info(() => UNTOUCHED),
  });
}
