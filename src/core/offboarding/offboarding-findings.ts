/** Wording of what offboarding finds: work that nobody can take, work that could not be seen, work that lies with nobody. */
import { DUTY_KINDS, type DutyReading } from '../../domain/offboarding/duty.ts';
import type { Finding } from '../../domain/planning/finding.ts';
import type { LeaverDuty, OrphanedTicket } from '../../domain/offboarding/leaver.ts';
import { finding } from '../planning/findings.ts';
import { wholeDaysBetween } from '../instants.ts';
import { countedDuties, manyDuties, namedDuties } from './duty-words.ts';
import type { Leaver } from './staff/leavers.ts';
import { unseenKinds } from './work-left.ts';

/** One for each kind, however many duties of it there are. */
export function noSuccessorFindings({ member, person }: Leaver, duties: readonly LeaverDuty[]): readonly Finding[] {
  return DUTY_KINDS.flatMap((kind) => {
    const stuck = duties.flatMap(({ duty, fate }) =>
      duty.kind === kind && fate.kind === 'no-successor' ? [{ duty, why: fate.why }] : [],
    );
    if (stuck.length === 0) return [];
    const why = [...new Set(stuck.map((each) => each.why))].slice(0, 3).join(' ');
    const found = finding(
      'no-successor',
      'act',
      { members: [member] },
      `${member.identifier} leaves ${countedDuties(kind, stuck.length)} that cannot be handed over: ${namedDuties(stuck.map(({ duty }) => duty))}. ${why}`,
      `Hand it over by hand in the PSA, or name somebody who stays under "offboarding" ("member:ID" at the end of the list for "${kind}").`,
    );
    return [{ ...found, people: person === null ? [] : [person] }];
  });
}

/** That nothing was seen is never told as nothing being there. */
export function workUnseenFindings({ unseen }: DutyReading): readonly Finding[] {
  return unseenKinds(unseen).map(({ kind, detail }) =>
    finding(
      'work-unseen',
      'know',
      {},
      `Whether those who leave have ${manyDuties(kind)} could not be seen, or not in full; what is listed may lack some.`,
      detail,
    ),
  );
}

export function orphanedWorkFindings(
  orphans: readonly OrphanedTicket[],
  { openTickets }: DutyReading,
  now: string,
): readonly Finding[] {
  const count = orphans.length;
  if (count === 0) return [];
  const oldest = orphans
    .flatMap(({ ticket }) => ticket.openedAt ?? [])
    .reduce<string | undefined>((least, at) => (least === undefined || at < least ? at : least), undefined);
  const age =
    oldest === undefined
      ? ''
      : ` The oldest has been open since ${oldest.slice(0, 10)} (${wholeDaysBetween(oldest, now)} days).`;
  return [
    finding(
      'orphaned-work',
      'act',
      {},
      `${count} of ${openTickets ?? count} open tickets ${count === 1 ? 'lies' : 'lie'} with members who are switched off: as the owner, or as all of the resources.${age}`,
      'The report lists them, the most urgent first and of those the oldest. Give each an owner who is there, or close it.',
    ),
  ];
}
