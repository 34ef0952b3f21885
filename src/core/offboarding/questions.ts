/** What has to be asked about work before a decision: of whom, which tickets are kept, and whose managers. */
import type { DutyQuestion } from '../../domain/duty.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { World } from '../../domain/world.ts';

/** `world`: all but duties, managers and activity. null: nobody leaves and nothing else is wanted. */
export function dutyQuestionFor(_world: World): DutyQuestion | null {
  return null;
}

/** The people of those who leave, where a manager is wanted for anything. */
export function managersFor(_world: World): readonly PersonId[] {
  return [];
}
