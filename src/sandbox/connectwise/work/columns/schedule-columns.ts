/** What the API shows of the dispatch calendar. */
import type { SandboxWorld } from '../../../world.ts';
import type { WorldScheduleEntry, WorldScheduleStatus, WorldScheduleType } from '../../../work/schedule.ts';
import { column, sourceOf } from '../../lists/columns.ts';
import type { ListSource } from '../../lists/list-source.ts';
import { UNTOUCHED } from '../../members/record-info.ts';
import { changedInfo } from './changed-info.ts';
import { resolversOf } from '../resolvers.ts';

export function scheduleEntrySource(world: SandboxWorld): ListSource<WorldScheduleEntry> {
  const { member, scheduleType, scheduleStatus } = resolversOf(world);
  return sourceOf<WorldScheduleEntry>(
    world.work.scheduleEntries,
    {
      id: column.integer((entry) => entry.id),
      objectId: column.integer((entry) => entry.objectId),
      name: column.text((entry) => entry.name),
      member: column.reference('members', (entry) => entry.member, member),
      type: column.reference('scheduleTypes', (entry) => entry.type, scheduleType),
      status: column.reference('scheduleStatuses', (entry) => entry.status, scheduleStatus),
      dateStart: column.date((entry) => entry.dateStart),
      dateEnd: column.date((entry) => entry.dateEnd),
      doneFlag: column.flag((entry) => entry.doneFlag),
      ownerFlag: column.flag(() => false),
      acknowledgedFlag: column.flag(() => false),
      _info: changedInfo(),
    },
    () => world.work.scheduleEntries.stamp + world.work.scheduleTypes.stamp,
  );
}

export function scheduleTypeSource(world: SandboxWorld): ListSource<WorldScheduleType> {
  return sourceOf<WorldScheduleType>(world.work.scheduleTypes, {
    id: column.integer((type) => type.id),
    name: column.text((type) => type.name),
    identifier: column.text((type) => type.identifier),
    systemFlag: column.flag((type) => type.objects !== 'nothing'),
    _info: column.info(() => UNTOUCHED),
  });
}

export function scheduleStatusSource(world: SandboxWorld): ListSource<WorldScheduleStatus> {
  return sourceOf<WorldScheduleStatus>(world.work.scheduleStatuses, {
    id: column.integer((status) => status.id),
    name: column.text((status) => status.name),
    defaultFlag: column.flag((status) => status.name === 'Firm'),
    showAsTentativeFlag: column.flag((status) => status.name === 'Tentative'),
    _info: column.info(() => UNTOUCHED),
  });
}
