/** One person through the stored runs: found by whatever they are called, together with their member, and nobody else. */
import { describe, expect, test } from 'vitest';
import { aFinding, aHold, aMemberRef, aPersonRef, aStep } from '../../support/builders/a-step.ts';
import { aReport } from '../../support/builders/a-report.ts';
import { aLeaver } from '../../support/builders/a-leaver.ts';
import { sightPerson } from '../../../src/app/archive/sight-person.ts';

const KIM = { identifier: 'dkim', name: 'David Kim', key: 7 };
const REPORT = aReport({
  steps: [
    aStep.deactivate({ ...KIM, holds: [aHold('limit-per-run', 'approval', 'Too many.')] }),
    aStep.create({ identifier: 'anovak', name: 'Ana Novák' }),
  ],
  findings: [
    aFinding({
      kind: 'ambiguous-match',
      people: [aPersonRef(KIM), aPersonRef({ identifier: 'other', name: 'Other' })],
    }),
    aFinding({ kind: 'unmanaged-member', members: [aMemberRef({ identifier: 'desk', name: 'Front Desk' })] }),
  ],
  offboarding: { leavers: [aLeaver({ person: aPersonRef(KIM), member: aMemberRef(KIM) })], orphans: null },
});

describe('somebody is found by', () => {
  test.each([
    ['their directory id', 'id-of-dkim'],
    ['their login in other letters', ' DKim@harborpine.example'],
    ['their name', 'david kim'],
    ['their Member ID', 'DKIM'],
  ])('%s', (_what, who) => {
    const sighting = sightPerson(REPORT, who);

    expect(sighting?.people).toEqual([aPersonRef(KIM)]);
    expect(sighting?.members).toEqual([aMemberRef(KIM)]);
    expect(sighting?.steps).toEqual([REPORT.steps[0]]);
    expect(sighting?.findings).toEqual([REPORT.findings[0]]);
    expect(sighting?.sheets).toHaveLength(1);
  });
});

test('whoever has no member yet is found by the Member ID that is wanted for them', () => {
  expect(sightPerson(REPORT, 'anovak')?.steps).toEqual([REPORT.steps[1]]);
});

test('a member of whom nobody is known is found too', () => {
  expect(sightPerson(REPORT, 'desk')).toMatchObject({ people: [], steps: [], findings: [REPORT.findings[1]] });
});

test.each(['', 'dki', 'nobody', 'Kim'])('"%s" is nobody', (who) => {
  expect(sightPerson(REPORT, who)).toBeUndefined();
});
