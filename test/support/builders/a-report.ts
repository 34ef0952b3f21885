// Builds run reports for tests: a plan-rich one as it is, anything else by saying what differs.
import type { RunReport } from '../../../src/domain/runs/run.ts';
import { connectionName, groupId, memberKey, runId } from '../../../src/domain/ids.ts';
import { aFinding, aHold, aMemberRef, aPersonRef, aStep, digestOfText } from './a-step.ts';

/** A run that was only planned, of a believable team: every kind of step, holds of several guards, findings of both severities. */
export function aReport(differences: Partial<RunReport> = {}): RunReport {
  const report: RunReport = {
    version: 1,
    run: runId('20261123T101500Z-1a2b3c'),
    connection: connectionName('harborpine'),
    mode: 'observe',
    applied: false,
    trigger: { kind: 'command-line', by: 'dana' },
    person: null,
    startedAt: '2026-11-23T10:15:00.000Z',
    finishedAt: '2026-11-23T10:15:01.240Z',
    outcome: 'pending',
    summary: '5 changes are ready, 4 wait, and 3 things need someone.',
    planDigest: digestOfText('plan'),
    whole: true,
    steps: STEPS,
    findings: FINDINGS,
    source: {
      directory: 'Microsoft Entra ID',
      people: 42,
      members: 47,
      groups: [
        {
          selector: 'PSA Technicians',
          id: groupId('0b8e7a9c-8d0f-4a55-9a34-3f6f8f4a1c01'),
          name: 'PSA Technicians',
          people: 37,
        },
        {
          selector: 'PSA Dispatch',
          id: groupId('0b8e7a9c-8d0f-4a55-9a34-3f6f8f4a1c02'),
          name: 'PSA Dispatch',
          people: 5,
        },
      ],
      problems: [],
    },
    seats: [
      { class: 'F', contracted: 40, used: 39, forecast: 40 },
      { class: 'C', contracted: null, used: 4, forecast: 4 },
    ],
    seating: null,
    offboarding: null,
    requests: [
      { system: 'Microsoft Entra ID', token: 1, reference: 2, data: 3, write: 0, retries: 0, throttled: 0 },
      { system: 'ConnectWise PSA', token: 0, reference: 4, data: 1, write: 0, retries: 1, throttled: 1 },
    ],
    timings: [
      { phase: 'read', ms: 812 },
      { phase: 'look-up', ms: 240 },
      { phase: 'decide', ms: 6 },
      { phase: 'store-plan', ms: 31 },
    ],
    previous: { run: runId('20261123T091500Z-9f8e7d'), sha256: digestOfText('previous') },
    ...differences,
  };
  if (Date.parse(report.finishedAt) < Date.parse(report.startedAt)) throw new RangeError('A run ends after it began');
  if (report.planDigest === null && report.steps.length > 0) throw new RangeError('Steps without a plan cannot be');
  if (!report.applied && report.steps.some((step) => step.outcome !== null))
    throw new RangeError('A run that was not asked to write has no outcomes');
  return report;
}

/** The same team after a run that was asked to write: every kind of outcome. */
export function anAppliedReport(differences: Partial<RunReport> = {}): RunReport {
  return aReport({
    mode: 'full',
    applied: true,
    trigger: { kind: 'timer', by: 'reconcile' },
    outcome: 'failed',
    summary: '3 changes are done, 1 was refused, 1 has an unknown outcome, 4 wait.',
    steps: APPLIED_STEPS,
    timings: [
      { phase: 'read', ms: 812 },
      { phase: 'decide', ms: 6 },
      { phase: 'execute', ms: 4130 },
    ],
    finishedAt: '2026-11-23T10:15:05.020Z',
    ...differences,
  });
}

/** A quiet hour: nothing to do, nothing waits, nothing found. */
export function aQuietReport(differences: Partial<RunReport> = {}): RunReport {
  return aReport({
    mode: 'full',
    applied: true,
    trigger: { kind: 'timer', by: 'reconcile' },
    outcome: 'converged',
    summary: 'Nothing to do: all 42 people have the member they should have.',
    steps: [],
    findings: [],
    ...differences,
  });
}

const OVER_LIMIT = aHold('limit-per-run', 'approval', '7 deactivations would be 15 % of 47 members; one run may do 5.');

const WAITING = [
  aStep.deactivate({ identifier: 'pnguyen', name: 'Phuong Nguyen', because: 'disabled', holds: [OVER_LIMIT] }),
  aStep.deactivate({ identifier: 'kweber', name: 'Katrin Weber', because: 'deleted', holds: [OVER_LIMIT] }),
  aStep.deactivate({
    identifier: 'swhite',
    name: 'Sam White',
    because: 'out-of-scope',
    holds: [aHold('absence', 'time', 'Absent for the first time; a second run has to agree.')],
  }),
  aStep.reactivate({
    identifier: 'tbauer',
    name: 'Tina Bauer',
    because: 'switched-off-by-hand',
    holds: [aHold('confirm-return', 'approval', 'Someone switched this member off by hand.')],
  }),
];

const STEPS: RunReport['steps'] = [
  aStep.deactivate({ identifier: 'jsmith', name: 'Jane Smith', because: 'disabled' }),
  aStep.update({
    identifier: 'mjones',
    name: 'Mark Jones',
    changes: [
      { field: 'securityRole', from: { id: 63, name: 'Technician' }, to: { id: 64, name: 'Dispatcher' } },
      { field: 'title', from: null, to: 'Service Dispatcher' },
    ],
  }),
  aStep.reactivate({
    identifier: 'rlee',
    name: 'Robin Lee',
    changes: [{ field: 'licenseClass', from: 'C', to: 'F' }],
    approvedBy: 'dana',
  }),
  aStep.create({ identifier: 'anovak', name: 'Ana Novák' }),
  aStep.create({ identifier: 'lchen', name: 'Li Chen', profile: 'dispatch' }),
  ...WAITING,
];

const APPLIED_STEPS: RunReport['steps'] = [
  aStep.deactivate({
    identifier: 'jsmith',
    name: 'Jane Smith',
    outcome: { kind: 'done', member: memberKey(151), note: 'Single sign-on was unlinked.' },
  }),
  aStep.deactivate({
    identifier: 'bmiller',
    name: 'Bo Miller',
    because: 'deleted',
    outcome: { kind: 'refused', detail: 'The PSA says: "Member has open time sheets". Close them, then run again.' },
  }),
  aStep.update({
    identifier: 'mjones',
    name: 'Mark Jones',
    changes: [{ field: 'title', from: null, to: 'Service Dispatcher' }],
    outcome: { kind: 'already', member: memberKey(152) },
  }),
  aStep.update({
    identifier: 'ogarcia',
    name: 'Olga Garcia',
    changes: [{ field: 'title', from: 'Tech', to: 'Engineer' }],
    outcome: { kind: 'moved', detail: 'title is "Lead" now; the plan saw "Tech".' },
  }),
  aStep.reactivate({
    identifier: 'rlee',
    name: 'Robin Lee',
    approvedBy: 'dana',
    outcome: { kind: 'done', member: memberKey(153), note: null },
  }),
  aStep.reactivate({
    identifier: 'hsato',
    name: 'Hana Sato',
    outcome: { kind: 'unverified', detail: 'Still inactive when read again.' },
  }),
  aStep.create({
    identifier: 'anovak',
    name: 'Ana Novák',
    outcome: { kind: 'unknown', detail: 'No answer came within 30 s and no member "anovak" was found afterwards.' },
  }),
  aStep.create({
    identifier: 'lchen',
    name: 'Li Chen',
    profile: 'dispatch',
    outcome: { kind: 'skipped', detail: 'The run was near its deadline.' },
  }),
  ...WAITING,
];

const FINDINGS: RunReport['findings'] = [
  aFinding({
    kind: 'member-id-mismatch',
    people: [aPersonRef({ identifier: 'mclarke', name: 'Mary Clarke' })],
    members: [aMemberRef({ identifier: 'mwood', name: 'Mary Clarke' })],
    detail: 'The Member ID is "mwood"; today\'s data gives "mclarke". The name changed after the link was made.',
    advice: 'Member IDs cannot be changed. Keep it, or create a second member and move the work by hand.',
  }),
  aFinding({
    kind: 'ambiguous-match',
    people: [
      aPersonRef({ identifier: 'dkim', name: 'David Kim' }),
      aPersonRef({ identifier: 'dkim2', name: 'Dana Kim' }),
    ],
    members: [aMemberRef({ identifier: 'dkim', name: 'D. Kim' })],
    detail: 'Both people have the address dkim@harborpine.example, which is on one member.',
    advice: 'Remove the shared address from one of them; until then nothing is written for either.',
  }),
  aFinding({
    kind: 'seats-short',
    detail: 'Full seats: 40 are contracted, 41 would be needed.',
    advice: 'Contract another seat, or free one.',
  }),
  aFinding({
    kind: 'unmanaged-member',
    severity: 'know',
    members: [aMemberRef({ identifier: 'frontdesk', name: 'Front Desk' })],
    detail: 'Active, but the directory knows nobody with its addresses.',
    advice: 'List it as protected, or deactivate it in the PSA.',
  }),
];
