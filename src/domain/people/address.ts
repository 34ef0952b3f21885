import { fold } from '../fold.ts';

/** Longer than any address that mail systems carry (64 + 1 + 255). */
const LONGEST_ADDRESS = 320;

/** Whether a text can be somebody's address at all. What cannot is nobody's, so there is nothing to ask. */
export function isAskable(address: string): boolean {
  const folded = fold(address);
  return (
    folded.includes('@') && folded.length <= LONGEST_ADDRESS && folded.isWellFormed() && !/\p{Control}/u.test(folded)
  );
}
