// After the writes: what is left with the leavers for whom something was written. It is for their sheets alone; nothing is decided from it.
import { dutiesAgain } from '../../../core/offboarding/duties/duties-again.ts';
import type { DutyReading, UnseenDuty } from '../../../domain/offboarding/duty.ts';
import type { MemberKey } from '../../../domain/ids.ts';
import type { LeaverSheet } from '../../../domain/offboarding/leaver.ts';
import type { MemberRoster } from '../../../domain/people/roster.ts';
import type { StepOutcome } from '../../../domain/runs/run.ts';
import type { World } from '../../../domain/planning/world.ts';
import { RemoteError } from '../../../errors.ts';
import type { ConnectionPorts } from '../../connection-ports.ts';
import { faultFields, faultWords } from '../../fault-words.ts';
import type { Course } from '../course.ts';
import { allUnseen } from './read-work.ts';

/** The report has to be stored before the process is stopped. */
const SPARE_MS = 30_000;

/** Throws no RemoteError: what could not be read again is told on the sheets. */
export async function readWorkAgain(ports: ConnectionPorts, course: Course, world: World): Promise<void> {
  const { decision, offboarding } = course;
  const written = membersWritten(course);
  const sheets = (offboarding?.leavers ?? []).filter(({ member }) => written.has(member.key));
  if (decision === null || offboarding === null || sheets.length === 0) return;

  const started = ports.clock.elapsed();
  const look = await ports.trace.span('rollcall.read-work-again', () => lookAgain(ports, course, sheets));
  const left = look.reading === null ? null : dutiesAgain({ ...world, psa: look.psa }, decision, look.reading);
  const again = (sheet: LeaverSheet): LeaverSheet => ({
    ...sheet,
    after: left?.get(sheet.member.key) ?? null,
    ...(look.unseen.length > 0 && { afterUnseen: look.unseen }),
  });
  course.offboarding = {
    ...offboarding,
    leavers: offboarding.leavers.map((sheet) => (sheets.includes(sheet) ? again(sheet) : sheet)),
  };
  course.timings.push({ phase: 'read-work-again', ms: ports.clock.elapsed() - started });
}

type Look = { readonly unseen: readonly UnseenDuty[] } & (
  | { readonly reading: DutyReading; readonly psa: MemberRoster }
  /** Nothing could be read. */
  | { readonly reading: null }
);

/** Superiors and approvers stand in the members' records, so these are read again as well. */
async function lookAgain(ports: ConnectionPorts, course: Course, sheets: readonly LeaverSheet[]): Promise<Look> {
  const { deadline } = course.request;
  if (deadline !== null && ports.clock.now().getTime() >= deadline.getTime() - SPARE_MS)
    return { reading: null, unseen: allUnseen('The time of this run was over.') };
  ports.progress.phase('Reading again what is left with those who leave');
  try {
    const [reading, psa] = await Promise.all([
      ports.psa.duties.readDuties({
        members: sheets.map(({ member }) => member),
        tickets: 'of-members',
        keep: () => true,
        closedStatuses: ports.policy.offboarding.closedStatuses,
      }),
      ports.psa.readMembers({ counted: false }),
    ]);
    return { reading, psa, unseen: [...reading.unseen, ...unseenApprovers(psa)] };
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    ports.logger.warn('the work of leavers could not be read again', faultFields(error));
    return { reading: null, unseen: allUnseen(faultWords(error)) };
  }
}

function unseenApprovers({ problems }: MemberRoster): readonly UnseenDuty[] {
  const [first] = problems;
  return first === undefined
    ? []
    : [{ kind: 'approver', because: 'failed', detail: `${first.place}: ${first.detail}` }];
}

/** Leavers for whom something was sent that may have changed what lies with them. */
function membersWritten({ decision, outcomes }: Course): ReadonlySet<MemberKey> {
  const steps = decision?.plan.steps ?? [];
  return new Set(
    steps.flatMap(({ digest, action }) => {
      const outcome = outcomes.get(digest);
      const isLeavers = action.kind === 'reassign' || action.kind === 'deactivate';
      return isLeavers && outcome !== undefined && WRITTEN[outcome.kind] ? [action.member.key] : [];
    }),
  );
}

const WRITTEN = {
  done: true,
  unverified: true,
  unknown: true,
  already: false,
  moved: false,
  refused: false,
  skipped: false,
  left: false,
} as const satisfies Record<StepOutcome['kind'], boolean>;
