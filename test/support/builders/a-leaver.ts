// Builds leavers' sheets, tickets and seats for tests of what is shown of them.
import { memberKey } from '../../../src/domain/ids.ts';
import type { Duty, OpenTicket } from '../../../src/domain/offboarding/duty.ts';
import type { DutyFate, LeaverSheet, OffboardingReport } from '../../../src/domain/offboarding/leaver.ts';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import type { SeatingReport } from '../../../src/domain/people/seat.ts';
import { anAppliedReport, aReport } from './a-report.ts';
import { aMemberRef, aPersonRef, digestOfText } from './a-step.ts';

export function aTicket(differences: Partial<OpenTicket> = {}): OpenTicket {
  const ticket: OpenTicket = {
    list: 'service',
    id: 4711,
    summary: 'Printer jams',
    board: 'Help Desk',
    status: 'In Progress',
    company: 'Acme Dental',
    priority: { name: 'Priority 2', rank: 2 },
    team: { id: 9, name: 'Service Team' },
    owner: { key: memberKey(151), identifier: 'jsmith' },
    resources: ['jsmith'],
    openedAt: '2026-10-02T08:00:00Z',
    updatedAt: '2026-11-20T08:00:00Z',
    link: 'https://na.psa.example/v4_6_release/services/system_io/router/openrecord.rails?recordType=ServiceFV&recid=4711',
    ...differences,
  };
  if (ticket.id <= 0) throw new RangeError('A ticket has a number');
  return ticket;
}

const STAYS: DutyFate = { kind: 'reported' };
const MANAGER = aMemberRef({ identifier: 'dreyes', name: 'Dana Reyes' });

/** Jane Smith, with one of everything that is told differently. */
export function aLeaver(differences: Partial<LeaverSheet> = {}): LeaverSheet {
  const member = aMemberRef({ identifier: 'jsmith', name: 'Jane Smith' });
  const record = (duty: Pick<Extract<Duty, { readonly state: string }>, 'kind' | 'id' | 'title' | 'state'>): Duty => ({
    member: member.key,
    ...duty,
  });
  const owned: Duty = { kind: 'ticket-owner', member: member.key, ticket: aTicket() };
  return {
    person: aPersonRef({ identifier: 'jsmith', name: 'Jane Smith' }),
    member,
    because: 'disabled',
    step: null,
    before: [
      { duty: owned, fate: { kind: 'handed-over', to: MANAGER, step: digestOfText('4711') } },
      {
        duty: {
          kind: 'ticket-resource',
          member: member.key,
          ticket: aTicket({ id: 4712, owner: null }),
          alone: true,
          entries: [],
        },
        fate: { kind: 'no-successor', why: 'The directory knows no manager.' },
      },
      {
        duty: {
          kind: 'approver',
          member: member.key,
          of: aMemberRef({ identifier: 'mjones', name: 'Mark Jones' }),
          field: 'timeApprover',
        },
        fate: STAYS,
      },
      {
        duty: record({ kind: 'time-sheet', id: 88, title: '2026-11-16 to 2026-11-22', state: 'Open, 31.5 hours' }),
        fate: { kind: 'awaited' },
      },
      { duty: record({ kind: 'usage', id: null, title: 'Knowledge base articles', state: '3' }), fate: STAYS },
    ],
    after: null,
    unseen: [{ kind: 'opportunity', because: 'forbidden', detail: 'Set Sales > Opportunities: Inquire All.' }],
    remarks: [
      {
        kind: 'sessions',
        detail: 'Sessions that are open at the identity provider stay open.',
        advice: 'Revoke them there.',
      },
    ],
    ...differences,
  };
}

export function anOffboarding(differences: Partial<OffboardingReport> = {}): OffboardingReport {
  return {
    leavers: [aLeaver()],
    orphans: {
      count: 7,
      tickets: [
        {
          ticket: aTicket({ id: 3001, summary: 'VPN drops', owner: { key: memberKey(60), identifier: 'oldtimer' } }),
          because: 'both',
          members: [aMemberRef({ identifier: 'oldtimer', name: 'Olga Old' })],
        },
      ],
      lookedThrough: 2418,
      unseen: [],
    },
    ...differences,
  };
}

export function aSeating(differences: Partial<SeatingReport> = {}): SeatingReport {
  const seats = (used: number) => [{ class: 'F' as const, used, contracted: 40 }];
  return {
    currency: 'EUR',
    classes: [
      { class: 'F', free: 1, level: 'full', price: 25, monthlyCost: 975, forecastMonthlyCost: 1000 },
      { class: 'C', free: null, level: null, price: null, monthlyCost: null, forecastMonthlyCost: null },
    ],
    apiMembers: 3,
    untold: [{ why: 'the role may not read time entries', count: 4 }],
    waiting: [
      {
        person: aPersonRef({ identifier: 'anovak', name: 'Ana Novák' }),
        class: 'F',
        step: digestOfText('waits'),
        position: 1,
      },
    ],
    idle: [
      {
        member: aMemberRef({ identifier: 'tbauer', name: 'Tina Bauer' }),
        class: 'F',
        lastLogin: { kind: 'at', at: '2026-08-01T07:00:00Z' },
        timeEntry: { kind: 'never' },
        ticket: { kind: 'unknown', why: 'the role may not read tickets' },
        latest: { kind: 'at', at: '2026-08-01T07:00:00Z' },
        days: 114,
        yearlyCost: 300,
      },
    ],
    monthlyCost: 975,
    forecastMonthlyCost: 1000,
    trend: [
      { run: aReport().run, at: '2026-11-22T10:15:00.000Z', seats: seats(38), idle: null },
      { run: aReport().run, at: '2026-11-23T10:15:00.000Z', seats: seats(39), idle: 1 },
    ],
    ...differences,
  };
}

/** The planned run, with work and seats; the sheet's step is the run's deactivation of the same member. */
export function aReportWithWork(differences: Partial<RunReport> = {}): RunReport {
  return withSheets(aReport({ seating: aSeating(), offboarding: anOffboarding(), ...differences }));
}

export function anAppliedReportWithWork(sheet: Partial<LeaverSheet> = {}): RunReport {
  return withSheets(anAppliedReport({ offboarding: anOffboarding({ leavers: [aLeaver(sheet)] }) }));
}

function withSheets(report: RunReport): RunReport {
  const { offboarding } = report;
  if (offboarding === null) return report;
  const leavers = offboarding.leavers.map((sheet) => {
    const step = report.steps.find(
      ({ action }) => action.kind === 'deactivate' && action.member.identifier === sheet.member.identifier,
    );
    return { ...sheet, step: step?.digest ?? null };
  });
  return { ...report, offboarding: { ...offboarding, leavers } };
}
