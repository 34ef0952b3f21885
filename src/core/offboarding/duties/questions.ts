/** What has to be asked about work before a decision: of whom, which tickets are kept, and whose managers. */
import type { DutyQuestion } from '../../../domain/offboarding/duty.ts';
import type { PersonId } from '../../../domain/ids.ts';
import { memberRef } from '../../../domain/people/member.ts';
import type { World } from '../../../domain/planning/world.ts';
import { matchWorld } from '../../matching/lookups.ts';
import { matchingAbout } from '../../matching/matching-about.ts';
import { planDepartures } from '../../planning/plan-departures.ts';
import { ticketConcerns } from './duties.ts';
import { leaversOf, type Leaver } from '../staff/leavers.ts';
import { looksForOrphans, orphanedBy } from './orphans.ts';
import { staffOf } from '../staff/staff.ts';

/** `world`: all but duties, managers and activity. null: nobody leaves and nothing else is wanted. */
export function dutyQuestionFor(world: World): DutyQuestion | null {
  const leavers = leaversIn(world);
  const orphans = looksForOrphans(world);
  if (leavers.length === 0 && !orphans) return null;
  const staff = staffOf(world, leavers);
  const concerns = ticketConcerns(leavers);
  return {
    members: leavers.map(({ member }) => memberRef(member)),
    tickets: orphans ? 'every' : 'of-members',
    keep: (ticket) => concerns(ticket) || (orphans && orphanedBy(ticket, staff) !== null),
    closedStatuses: world.policy.offboarding.closedStatuses,
  };
}

/** The people of those who leave, where a manager is wanted for anything. */
export function managersFor(world: World): readonly PersonId[] {
  const rules = Object.values(world.policy.offboarding.duties);
  const wanted = rules.some((rule) => rule.kind === 'reassign' && rule.to.some(({ kind }) => kind === 'manager'));
  if (!wanted) return [];
  return [...new Set(leaversIn(world).flatMap(({ personId }) => personId ?? []))].sort();
}

function leaversIn(world: World): readonly Leaver[] {
  const matched = matchWorld(world);
  const matching = world.focus === null ? matched : matchingAbout(world.focus, matched);
  return leaversOf(world, matching, planDepartures(world, matching).planned);
}
