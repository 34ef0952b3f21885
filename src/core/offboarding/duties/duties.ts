/** What hangs on each leaver, from what was read of tickets, schedule and records, and from the members themselves. */
import {
  DUTY_KINDS,
  type Duty,
  type DutyReading,
  type OpenTicket,
  type RecordDuty,
} from '../../../domain/offboarding/duty.ts';
import type { MemberKey } from '../../../domain/ids.ts';
import { memberRef, type Member } from '../../../domain/people/member.ts';
import type { World } from '../../../domain/planning/world.ts';
import { fold } from '../../normalize.ts';
import { APPROVER_FIELDS } from '../../planning/catalogue-kinds.ts';
import type { Leaver } from '../staff/leavers.ts';
import type { Staff } from '../staff/staff.ts';

export interface LeaverDuties {
  readonly leaver: Leaver;
  /** In the order of the kinds. */
  readonly duties: readonly Duty[];
}

/** In the order of the leavers. */
export function dutiesOf(
  world: World,
  reading: DutyReading,
  leavers: readonly Leaver[],
  staff: Staff,
): readonly LeaverDuties[] {
  const found: readonly Duty[] = [
    ...ticketDuties(reading, leavers, staff),
    ...approverDuties(world.psa.members, leavers, staff),
    ...recordDuties(reading),
  ];
  const byMember = Map.groupBy(found, ({ member }) => member);
  return leavers.map((leaver) => ({
    leaver,
    duties: (byMember.get(leaver.member.key) ?? []).toSorted(
      (a, b) => DUTY_KINDS.indexOf(a.kind) - DUTY_KINDS.indexOf(b.kind),
    ),
  }));
}

/** Whether one of the leavers owns the ticket or is on it. */
export function ticketConcerns(leavers: readonly Leaver[]): (ticket: OpenTicket) => boolean {
  const keys = new Set(leavers.map(({ member }) => member.key));
  const names = new Set(leavers.map(({ member }) => fold(member.identifier)));
  return ({ owner, resources }) =>
    (owner !== null && keys.has(owner.key)) || resources.some((name) => names.has(fold(name)));
}

function ticketDuties(reading: DutyReading, leavers: readonly Leaver[], staff: Staff): readonly Duty[] {
  const keys = new Set(leavers.map(({ member }) => member.key));
  const entries = Map.groupBy(reading.entries, ({ member, on, object }) => `${member} ${on} ${object}`);
  return reading.tickets.flatMap((ticket): readonly Duty[] => {
    const { owner, list, id } = ticket;
    const resources = [...new Set(ticket.resources.map(fold))].flatMap(staff.named);
    const alone = !resources.some(staff.stays);
    return [
      ...(owner !== null && keys.has(owner.key)
        ? [{ kind: 'ticket-owner', member: owner.key, ticket } satisfies Duty]
        : []),
      ...resources
        .filter(({ key }) => keys.has(key))
        .map(({ key }): Duty => {
          const own = entries.get(`${key} ${list} ${id}`) ?? [];
          return { kind: 'ticket-resource', member: key, ticket, alone, entries: own };
        }),
    ];
  });
}

/** Of members who stay active; those who leave, too, need no approver any more. */
function approverDuties(members: readonly Member[], leavers: readonly Leaver[], staff: Staff): readonly Duty[] {
  const approvers = new Map<number, MemberKey>(leavers.map(({ member }) => [member.key, member.key]));
  return members
    .filter((member) => member.active && !staff.leaves(member))
    .flatMap((of) =>
      APPROVER_FIELDS.flatMap((field): readonly Duty[] => {
        const approver = approvers.get(of.fields[field]?.id ?? 0);
        return approver === undefined ? [] : [{ kind: 'approver', member: approver, of: memberRef(of), field }];
      }),
    );
}

function recordDuties({ records, entries }: DutyReading): readonly RecordDuty[] {
  const listed = new Set(records.filter(({ kind }) => kind === 'schedule-entry').map(({ id }) => id));
  return [
    ...records,
    ...entries
      .filter(({ on, id }) => on === 'other' && !listed.has(id))
      .map(({ id, member, name, type, startsAt }): RecordDuty => ({
        kind: 'schedule-entry',
        member,
        id,
        title: name,
        state: startsAt === null ? `${type.name}, without a date` : `${type.name}, starts ${startsAt}`,
      })),
  ];
}
