/** The whole decision, from what was read to a judged plan. The same input gives the same bytes, whoever asks. */
import type { Decision, IntegrityProblem } from '../domain/planning/decision.ts';
import type { Finding } from '../domain/planning/finding.ts';
import type { Step } from '../domain/planning/plan.ts';
import type { World } from '../domain/planning/world.ts';
import { canonicalWorld } from './matching/canonical-world.ts';
import { digestOf } from './digest.ts';
import { finding, sortFindings } from './planning/findings.ts';
import { integrityProblems } from './guards/source-integrity.ts';
import { judge } from './guards/judge.ts';
import { matchWorld } from './matching/lookups.ts';
import { matchingAbout } from './matching/matching-about.ts';
import { planOffboarding } from './offboarding/plan-offboarding.ts';
import { planActions } from './planning/plan.ts';
import { rightsFindings } from './rights/rights-findings.ts';
import { seatFindings } from './seats/findings.ts';
import { seatingOf } from './seats/seating.ts';
import { seatUse } from './guards/seats.ts';
import { undeliveredEvents } from './events/undelivered.ts';

export function decide(asRead: World): Decision {
  const world = canonicalWorld(asRead);
  const matched = matchWorld(world);
  const matching = world.focus === null ? matched : matchingAbout(world.focus, matched);
  const { draft, report: offboarding } = planOffboarding(world, matching, planActions(world, matching));
  const integrity = integrityProblems(world);
  const steps = judge(draft, world, integrity);
  const seats = seatUse(world.psa.members, world.policy, steps);
  const seating = seatingOf(world, steps, seats);
  const findings = sortFindings([
    ...draft.findings,
    ...integrity.map(sourceFinding),
    ...unfinished(world),
    ...protectedDepartures(world, steps),
    ...seatFindings(world, steps, { seats, seating }),
    ...rightsFindings(world, { matching, steps, planned: draft.findings }),
    ...undeliveredEvents(world),
  ]);
  const digest = digestOf({ actions: steps.map((step) => step.action), findings });
  return { matching, plan: { steps, findings, digest }, seats, seating, offboarding, integrity };
}

function sourceFinding(problem: IntegrityProblem): Finding {
  const effect = problem.side === 'psa' ? 'Nothing is written to the PSA' : 'Nobody is switched off for being absent';
  return finding('source-problem', 'act', {}, problem.detail, `${effect} until this is settled.`);
}

function unfinished(world: World): readonly Finding[] {
  const members = world.psa.members.filter((member) => world.unfinishedLookups.includes(member.key));
  return members.length === 0
    ? []
    : [
        finding(
          'source-problem',
          'act',
          { members },
          `The directory could not be asked about ${members.length === 1 ? 'one active member' : `${members.length} active members`} that nobody in the mapped groups belongs to.`,
          'Nothing is done with them in this run; the next one asks again. If it stays so, rollcall check tells what is missing.',
        ),
      ];
}

function protectedDepartures(world: World, steps: readonly Step[]): readonly Finding[] {
  return steps.flatMap((step) => {
    if (step.verdict === 'go' || step.action.kind !== 'deactivate') return [];
    const { action } = step;
    const hold = step.holds.find(
      (candidate) => candidate.guard === 'protected' || candidate.guard === 'last-administrator',
    );
    const members = world.psa.members.filter((member) => member.key === action.member.key);
    return hold === undefined
      ? []
      : [
          finding(
            'protected-departure',
            'act',
            { members },
            `${action.member.identifier} would be switched off (${action.because}), but: ${hold.why}`,
            'Decide by hand; Rollcall does not touch protected members, and no approval changes that.',
          ),
        ];
  });
}
