import { describe, expect, test } from 'vitest';
import { aMember, memberOf } from '../builders/a-member.ts';
import { aPerson } from '../builders/a-person.ts';
import { aRoster, aWorld } from '../builders/a-world.ts';
import { decide } from '../../../src/core/decide.ts';
import { pairDoubts } from '../../../src/core/matching/pair-doubts.ts';
import { stepLine } from '../builders/an-action.ts';
import type { Evidence, Pair } from '../../../src/domain/planning/decision.ts';
import type { Member } from '../../../src/domain/people/member.ts';

const ada = aPerson('Ada Example');
const stranger = aMember(1, 'x1', { addresses: ada.addresses, fields: { firstName: 'Zed', lastName: 'Other' } });
const cut = aRoster([ada], [{ check: 'cut', place: 'group PSA Dispatch', detail: 'ended early' }]);

function doubtsOf(member: Member, evidence: readonly [Evidence, ...Evidence[]], whole = true): readonly string[] {
  const pair: Pair = { person: ada, member, evidence };
  const world = aWorld([ada], [member], whole ? {} : { directory: cut });
  return pairDoubts(pair, world).map((hold) => `${hold.guard}/${hold.release}: ${hold.why}`);
}

describe('a pair', () => {
  const NAMES =
    'identity/approval: Only an address connects ada.example@harborpine.example with member x1; no part of the name agrees.';
  const UNREAD =
    'source-integrity/source: The directory could not be read whole, and nothing but address connects ada.example@harborpine.example with member x1: someone who was not read may have a better claim.';

  test.each<[string, Member, readonly [Evidence, ...Evidence[]], boolean, readonly string[]]>([
    ['by an address with the same name is in no doubt', memberOf(ada, 1), ['address'], true, []],
    ['by an address with another name is', stranger, ['address'], true, [NAMES]],
    ['by an address with another name in a doubtful directory is twice', stranger, ['address'], false, [NAMES, UNREAD]],
    ['by a link is in no doubt, whatever the name', stranger, ['link', 'address'], false, []],
    ["by the directory's own id is in no doubt, whatever the name", stranger, ['directory-id'], false, []],
    [
      'by a Member ID in a doubtful directory is in doubt',
      memberOf(ada, 1, { identifier: 'x1' }),
      ['member-id'],
      false,
      [UNREAD.replace('but address', 'but member-id')],
    ],
    [
      'by an address with half of the name is in no doubt',
      { ...stranger, fields: { ...stranger.fields, lastName: 'Example' } },
      ['address'],
      true,
      [],
    ],
  ])('%s', (_name, member, evidence, whole, expected) => {
    expect(doubtsOf(member, evidence, whole)).toEqual(expected);
  });

  test('in doubt is neither changed nor switched off without a word', () => {
    const gone = { ...ada, state: 'disabled' } as const;

    expect(decide(aWorld([ada], [stranger])).plan.steps.map(stepLine)).toEqual(['update x1: hold identity']);
    expect(decide(aWorld([gone], [stranger])).plan.steps.map(stepLine)).toEqual(['deactivate x1: hold identity']);
  });
});
