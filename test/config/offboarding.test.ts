/** What an administrator may say of the work of those who leave, and what is refused before anybody believes it. */
import { describe, expect, test } from 'vitest';
import { aConfigFile, ENV, type Edit, type Json } from './a-config-file.ts';
import { linesOf, problemsOf } from './problems-of.ts';
import { loadConfig } from '../../src/config/load.ts';
import { REPORT_ONLY, type OffboardingPolicy } from '../../src/domain/offboarding/handover.ts';

const PLACE = 'connections[0].offboarding';
const withDuties = (duties: Json): Edit => [PLACE, { duties }];

function policyOf(...edits: readonly Edit[]): OffboardingPolicy | undefined {
  return loadConfig(aConfigFile(...edits), 'rollcall.json', ENV).connections[0]?.policy.offboarding;
}

test('nothing said: everything is told, nothing is moved and nobody waits', () => {
  expect(policyOf()).toEqual(REPORT_ONLY);
});

test('each kind of work has a rule of its own, and the others stay as they are', () => {
  const offboarding = policyOf(
    withDuties({
      'ticket-owner': { reassign: ['manager', 'team-leader', 'member:jdoe'] },
      'time-sheet': 'hold',
      approver: 'report',
    }),
  );

  expect(offboarding?.duties).toEqual({
    ...REPORT_ONLY.duties,
    'ticket-owner': {
      kind: 'reassign',
      to: [{ kind: 'manager' }, { kind: 'team-leader' }, { kind: 'member', identifier: 'jdoe' }],
    },
    'time-sheet': { kind: 'hold' },
  });
});

test('statuses that end a ticket and the search for orphans are the administrators’ choice', () => {
  const closedStatuses = [
    { board: '*', status: 'Completed~' },
    { board: 'Projects', status: 'Done' },
  ];

  expect(policyOf([PLACE, { closedStatuses, orphans: 'ignore' }])).toEqual({
    ...REPORT_ONLY,
    closedStatuses,
    orphans: 'ignore',
  });
});

test('work may go to a member who is never written to: taking a ticket changes no account', () => {
  const protect: Edit = ['connections[0].protected', ['jdoe']];

  expect(
    policyOf(protect, withDuties({ 'ticket-owner': { reassign: ['member:jdoe'] } }))?.duties['ticket-owner'],
  ).toEqual({ kind: 'reassign', to: [{ kind: 'member', identifier: 'jdoe' }] });
});

test.each([
  'team-leader',
  'team-member',
  'workflow-action',
  'opportunity',
  'activity',
  'project-manager',
  'company-role',
  'ticket-template',
  'knowledge-article',
])('%s can be handed over by the deactivation endpoint', (kind) => {
  expect(policyOf(withDuties({ [kind]: { reassign: ['manager'] } }))?.duties).toMatchObject({
    [kind]: { kind: 'reassign' },
  });
});

const BROKEN: readonly (readonly [what: string, edits: readonly Edit[], problem: string])[] = [
  ...['schedule-entry', 'time-sheet', 'expense-report', 'project-team', 'usage'].map(
    (kind) =>
      [
        `handing over ${kind}, which the PSA cannot`,
        [withDuties({ [kind]: { reassign: ['manager'] } })],
        `${PLACE}.duties.${kind}: The PSA cannot hand this over to somebody else. Write "report" or "hold".`,
      ] as const,
  ),
  [
    'a slot of the deactivation where the deactivation is a patch',
    [['connections[0].psa.deactivateBy', 'patch'], withDuties({ opportunity: { reassign: ['manager'] } })],
    `${PLACE}.duties.opportunity: Only the deactivation endpoint hands this over, and psa.deactivateBy is "patch". Write "report" or "hold", or set psa.deactivateBy to "endpoint".`,
  ],
  ...['approver', 'team-leader'].map(
    (kind) =>
      [
        `a team leader for ${kind}, which has no team of its own`,
        [withDuties({ [kind]: { reassign: ['manager', 'team-leader'] } })],
        `${PLACE}.duties.${kind}: "team-leader" is the leader of a ticket's team, and this is no ticket. Write "manager" or "member:" with a Member ID.`,
      ] as const,
  ),
  [
    'a successor that is none',
    [withDuties({ 'ticket-owner': { reassign: ['manager', 'boss'] } })],
    `${PLACE}.duties.ticket-owner.reassign[1]: Expected "manager", "team-leader" or "member:" with a Member ID.`,
  ],
  [
    'a member without a name',
    [withDuties({ 'ticket-owner': { reassign: ['member: '] } })],
    `${PLACE}.duties.ticket-owner.reassign[0]: Expected "manager", "team-leader" or "member:" with a Member ID.`,
  ],
  [
    'a list of nobody',
    [withDuties({ 'ticket-owner': { reassign: [] } })],
    `${PLACE}.duties.ticket-owner.reassign: Too small: expected array to have >=1 items.`,
  ],
  ...(['drop', { reassing: ['manager'] }, ['manager']] as const).map(
    (rule) =>
      [
        `the rule ${JSON.stringify(rule)}`,
        [withDuties({ 'ticket-owner': rule })],
        `${PLACE}.duties.ticket-owner: Expected "report", "hold" or { "reassign": ["manager", "member:jdoe"] }.`,
      ] as const,
  ),
  [
    'a kind of work that there is not',
    [withDuties({ 'ticket-owners': 'hold' })],
    `${PLACE}.duties.ticket-owners: Unknown setting. Did you mean "ticket-owner"?`,
  ],
  [
    'a status without its board',
    [[PLACE, { closedStatuses: [{ status: 'Completed~' }] }]],
    `${PLACE}.closedStatuses[0].board: Missing; expected string.`,
  ],
  [
    'a search for orphans that is neither on nor off',
    [[PLACE, { orphans: 'yes' }]],
    `${PLACE}.orphans: Expected one of "report", "ignore".`,
  ],
];

describe('a file is refused for', () => {
  test.each(BROKEN)('%s', (_what, edits, problem) => {
    expect(linesOf(problemsOf(aConfigFile(...edits)))).toEqual([problem]);
  });
});

test('open time sheets can never be deleted, wherever somebody writes it', () => {
  const places: readonly Edit[] = [
    [PLACE, { deleteOpenTimeSheetsFlag: true }],
    [PLACE, { duties: { deleteOpenTimeSheetsFlag: true } }],
    [PLACE, { duties: { 'time-sheet': { deleteOpenTimeSheetsFlag: true } } }],
    ['connections[0].psa.deleteOpenTimeSheetsFlag', true],
  ];
  for (const place of places) {
    expect(linesOf(problemsOf(aConfigFile(place))).join()).toMatch(/Unknown setting|Expected "report", "hold"/);
  }
});
