import { describe, expect, test } from 'vitest';
import { aHold, aMemberRef, aPersonRef, aStep } from '../../support/builders/a-step.ts';
import { PLAIN } from '../../../src/reports/text/text-page.ts';
import type { Preview } from '../../../src/domain/planning/preview.ts';
import { renderPreview } from '../../../src/reports/text/preview-text.ts';

const NOTHING: Preview = {
  people: 0,
  members: 0,
  linked: [],
  doubtful: [],
  created: [],
  deactivated: [],
  outOfScope: [],
  unknown: [],
  leftOut: [],
  integrity: [],
};
const text = (over: Partial<Preview>): string => renderPreview({ ...NOTHING, ...over }, { paint: PLAIN, width: 100 });
const flat = (over: Partial<Preview>): string => text(over).replace(/\s+/g, ' ');
const ada = { identifier: 'aexample', name: 'Ada Example' };

describe('the text of a preview', () => {
  test('of nothing is the count of nothing', () => {
    expect(text({})).toBe(
      '0 people in the mapped groups, 0 members: 0 linked (0 of them changed), 0 unclear, 0 created, 0 deactivated, 0 in no mapped group, 0 unknown.\n',
    );
  });

  test('says who is linked with whom, by what, and what would change', () => {
    const pair = { person: aPersonRef(ada), member: aMemberRef(ada), active: true } as const;
    const step = aStep.update({ ...ada, changes: [{ field: 'title', from: null, to: 'Engineer' }] });
    const linked = [
      { ...pair, evidence: ['directory-id', 'address'], step: null },
      { ...pair, evidence: ['member-id'], step },
      { ...pair, evidence: ['link'], active: false, step: null },
    ] as const;

    const lines = text({ linked }).split('\n');

    expect(lines[0]).toBe('Would be linked (3)');
    expect(lines[1]).toBe('  = aexample  Ada Example  aexample@harborpine.example by directory id, address');
    expect(lines[2]).toBe('  ~ aexample  Ada Example  aexample@harborpine.example by Member ID and name');
    expect(flat({ linked })).toContain('title: (empty) → Engineer');
    expect(flat({ linked })).toContain('by remembered link; inactive, stays so');
    expect(flat({ linked })).toContain('3 linked (1 of them changed)');
  });

  test('says once what holds several, and with the step what holds it alone', () => {
    const many = aHold('limit-per-run', 'approval', 'Nine in one run; at most 5 pass.');
    const own = aHold('absence', 'time', 'First seen absent in this run.');
    const outOfScope = [
      aStep.deactivate({ ...ada, because: 'out-of-scope', holds: [many] }),
      aStep.deactivate({ identifier: 'bexample', name: 'Ben Example', because: 'out-of-scope', holds: [many, own] }),
    ];

    const said = flat({ outOfScope });

    expect(said.split('Nine in one run').length).toBe(2);
    expect(said).toContain('2 would wait, held by the limit per run: Nine in one run');
    expect(said).toMatch(/bexample .* would wait, held by an absence not yet proven: First seen absent/);
    expect(said.split('First seen absent').length).toBe(2);
  });

  test.each([
    [
      'created',
      { created: [aStep.create(ada)] },
      'Would be created (1) + aexample Ada Example aexample@harborpine.example: in scope',
    ],
    [
      'deactivated',
      { deactivated: [aStep.deactivate({ ...ada, because: 'disabled' })] },
      'Would be deactivated (1) - aexample Ada Example account disabled',
    ],
    ['unknown', { unknown: [aMemberRef(ada)] }, 'Unknown to the directory, left as they are (1) = aexample'],
    [
      'left out',
      { leftOut: [{ person: aPersonRef(ada), why: 'A guest.' }] },
      '= aexample@harborpine.example Ada Example A guest.',
    ],
    [
      'unclear',
      { doubtful: [{ people: [aPersonRef(ada)], members: [aMemberRef(ada)], why: 'Two of them.' }] },
      'nothing would be written (1) Two of them. people: aexample@harborpine.example members: aexample',
    ],
    [
      'untrusted',
      { integrity: [{ side: 'psa', check: 'cut', detail: 'The list was cut.', release: 'source' }] },
      'cannot be trusted as they are (1) The list was cut.',
    ],
  ] as const)('has a section for what is %s', (_what, over, words) => {
    expect(flat(over)).toContain(words);
  });

  test('lets nothing from outside move the cursor or reverse a line', () => {
    const evil = { identifier: 'aexample', name: 'Ada\u001b[2J\u202e', login: 'a\u0007@x.example' };
    const said = text({
      linked: [{ person: aPersonRef(evil), member: aMemberRef(evil), active: true, evidence: ['address'], step: null }],
      leftOut: [{ person: aPersonRef(evil), why: 'x\u001b' }],
      doubtful: [{ people: [aPersonRef(evil)], members: [], why: '\u009b' }],
    });

    expect(said.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
  });
});
