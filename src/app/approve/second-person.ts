// What an approval comes to for a step: whether it may be done now, or another person has to approve it as well.
import { areDifferentPeople, countedWords } from '../../core/guards/given-words.ts';
import type { Approval } from '../../domain/memory/memory.ts';
import type { ApprovalPolicy, RuledStep } from '../../domain/rulings/ruling.ts';
import type { HeldStep } from '../../domain/rulings/waiting.ts';

/** `stored`: with the word that was just given, by `giver`. */
export function afterWord(
  stored: readonly Approval[],
  policy: ApprovalPolicy,
  giver: Pick<Approval, 'by' | 'person' | 'at'>,
): (step: HeldStep) => Pick<RuledStep, 'standing' | 'why'> {
  const words = countedWords(stored, policy, giver.at);
  return ({ digest, holds }) => {
    const lifted = words.get(digest)?.guards;
    if (holds.every(({ guard }) => lifted?.has(guard) === true)) return { standing: 'counts', why: null };
    const others = stored.filter((one) => one.digest === digest && areDifferentPeople(one, giver));
    return { standing: 'second', why: others.length === 0 ? ANOTHER : FURTHER };
  };
}

const ANOTHER = 'It is done once another person who is signed in has approved it, too.';
/** The other one had seen fewer reasons. */
const FURTHER = 'Something else holds it now than when it was first approved: both have to approve it as it is now.';
