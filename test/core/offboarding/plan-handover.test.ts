/** What becomes of each duty: the writes that hand it over, the slots of the deactivation, and what is only told. */
import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/core/decide.ts';
import { dutiesOf } from '../../../src/core/offboarding/duties/duties.ts';
import { profileMoves } from '../../../src/core/offboarding/profile-moves.ts';
import { staffOf } from '../../../src/core/offboarding/staff/staff.ts';
import type { Member } from '../../../src/domain/people/member.ts';
import type { World } from '../../../src/domain/planning/world.ts';
import {
  anEntry,
  aReading,
  aRecord,
  aTicket,
  HOLD,
  ON_SERVICE,
  ownedBy,
  TO_MANAGER,
  toMember,
} from '../builders/a-duty.ts';
import { aLink } from '../builders/a-link.ts';
import { memberOf } from '../builders/a-member.ts';
import { TECHNICIAN_PROFILE } from '../builders/a-world.ts';
import { aPerson } from '../builders/a-person.ts';
import { anUpdate, stepLine } from '../builders/an-action.ts';
import {
  ada,
  aDeparture,
  afterDeparture,
  bo,
  cem,
  fateLines,
  fatesOf,
  findingLines,
  ghost,
  handoversOf,
  LEFT,
  memberAda,
  memberBo,
  memberCem,
  offAda,
  robot,
} from './a-departure.ts';

const TICKETS = { 'ticket-owner': TO_MANAGER, 'ticket-resource': TO_MANAGER };
const both = aTicket(7, { ...ownedBy(memberAda), resources: ['ada.example'] });
const reporting = (member: Member, to: Member = memberAda): Member => ({
  ...member,
  fields: { ...member.fields, reportsTo: { id: to.key, name: to.identifier } },
});
const linesOf = (world: World): readonly string[] => decide(world).plan.steps.map(stepLine);

describe('a ticket', () => {
  test('that the leaver owns and is alone on gives two writes', () => {
    const world = aDeparture({ rules: TICKETS, duties: { tickets: [both], entries: [anEntry(1, memberAda, 7)] } });

    expect(handoversOf(decide(world))).toEqual([
      'ticket-owner service 7: ada.example > bo.boss',
      'ticket-resource service 7: ada.example > bo.boss',
    ]);
  });

  test('is handed over with the kind of the leaver’s own entry and all entries to be marked done', () => {
    const entries = [anEntry(2, memberAda, 7, { type: { id: 77, name: 'Remote' } }), anEntry(1, memberAda, 7)];
    const world = aDeparture({ rules: { 'ticket-resource': TO_MANAGER }, duties: { tickets: [both], entries } });

    expect(decide(world).plan.steps[0]?.action).toEqual({
      kind: 'reassign',
      person: { id: ada.id, name: 'Ada Example', login: ada.login },
      member: { key: 1, identifier: 'ada.example', name: 'Ada Example' },
      reassignment: {
        duty: {
          kind: 'ticket-resource',
          ticket: { list: 'service', id: 7, summary: 'Printer 7', board: 'Help Desk' },
          entries: [1, 2],
          type: ON_SERVICE,
        },
        from: { key: 1, identifier: 'ada.example', name: 'Ada Example' },
        to: { key: 2, identifier: 'bo.boss', name: 'Bo Boss' },
      },
      because: 'disabled',
    });
  });

  test('on which somebody stays is only told of', () => {
    const ticket = aTicket(7, { resources: ['ada.example', 'cem.muster'] });
    const world = aDeparture({ rules: TICKETS, duties: { tickets: [ticket], entries: [anEntry(1, memberAda, 7)] } });

    expect(fateLines(world)).toEqual(['ticket-resource: reported']);
    expect(handoversOf(decide(world))).toEqual([]);
  });

  test('without an undone entry cannot be handed over, and somebody is told', () => {
    const world = aDeparture({ rules: { 'ticket-resource': TO_MANAGER }, duties: { tickets: [both] } });

    expect(fateLines(world)).toEqual([
      'ticket-owner: reported',
      'ticket-resource: No undone schedule entry of theirs was found on it, and only with one can a resource be handed over.',
    ]);
    expect(findingLines(world, 'no-successor')).toEqual([
      'act: ada.example leaves 1 open ticket as a resource that cannot be handed over: service ticket 7 "Printer 7". No undone schedule entry of theirs was found on it, and only with one can a resource be handed over. | Hand it over by hand in the PSA, or name somebody who stays under "offboarding" ("member:ID" at the end of the list for "ticket-resource").',
    ]);
  });

  test('names the step that hands it over', () => {
    const world = aDeparture({ rules: TICKETS, duties: { tickets: [aTicket(7, ownedBy(memberAda))] } });
    const [step] = decide(world).plan.steps;

    expect(fatesOf(world)).toEqual([
      { kind: 'handed-over', to: { key: 2, identifier: 'bo.boss', name: 'Bo Boss' }, step: step?.digest },
    ]);
  });
});

test('handovers go before the departure, by kind and number, whatever the order of the read', () => {
  const tickets = [12, 7].flatMap((id) => [
    aTicket(id, ownedBy(memberAda)),
    aTicket(id, { ...ownedBy(memberAda), list: 'project' }),
  ]);
  const world = aDeparture({
    rules: { ...TICKETS, approver: TO_MANAGER },
    members: [memberAda, memberBo, reporting(memberCem)],
    duties: { tickets: [...tickets, aTicket(3, { resources: ['ada.example'] })], entries: [anEntry(1, memberAda, 3)] },
  });

  expect(handoversOf(decide(world))).toEqual([
    'ticket-owner project 7: ada.example > bo.boss',
    'ticket-owner project 12: ada.example > bo.boss',
    'ticket-owner service 7: ada.example > bo.boss',
    'ticket-owner service 12: ada.example > bo.boss',
    'ticket-resource service 3: ada.example > bo.boss',
    'approver reportsTo of cem.muster: ada.example > bo.boss',
  ]);
  expect(linesOf(world).at(-1)).toBe('deactivate ada.example: go');
});

describe('a superior or approver', () => {
  const APPROVER = { approver: TO_MANAGER };

  test('is handed over by a write to the member whose superior it is', () => {
    const world = aDeparture({ rules: APPROVER, members: [memberAda, memberBo, reporting(memberCem)] });

    expect(handoversOf(decide(world))).toEqual(['approver reportsTo of cem.muster: ada.example > bo.boss']);
  });

  test.each([
    ['is listed as protected', { protectedMembers: ['cem*'] }, memberCem, 'cem.muster is listed under "protected".'],
    ['is an API member', { protectedMembers: [] }, robot, 'reports-api is an API member.'],
  ])('stays where it is when that member %s', (_name, policy, member, why) => {
    const world = aDeparture({ rules: APPROVER, policy, members: [memberAda, memberBo, reporting(member)] });
    const [step] = decide(world).plan.steps;

    expect(step).toMatchObject({
      action: { kind: 'reassign' },
      holds: [{ guard: 'protected', release: 'config', why }],
    });
  });

  test('is left to the update that the profile asks for anyway', () => {
    const profile = {
      ...TECHNICIAN_PROFILE,
      references: { ...TECHNICIAN_PROFILE.references, reportsTo: 'cem.muster' },
    };
    const dora = aPerson('Dora Doe');
    const world = aDeparture({
      rules: APPROVER,
      policy: { profiles: [profile] },
      people: [ada, dora],
      members: [memberAda, memberBo, memberCem, reporting(memberOf(dora, 6))],
    });
    const { plan } = decide(world);
    const update = plan.steps.find(({ action }) => action.kind === 'update');

    expect(handoversOf(decide(world))).toEqual([]);
    expect(fatesOf(world)).toEqual([
      { kind: 'handed-over', to: { key: 3, identifier: 'cem.muster', name: 'Cem Muster' }, step: update?.digest },
    ]);
  });

  test('is handed over beside an update that changes something else', () => {
    const renamed = { ...reporting(memberCem), fields: { ...reporting(memberCem).fields, lastName: 'Old' } };
    const world = aDeparture({ rules: APPROVER, members: [memberAda, memberBo, renamed] });

    expect(linesOf(world)).toEqual(['reassign ada.example: go', 'deactivate ada.example: go', 'update cem.muster: go']);
  });

  test('is not written to a record in doubt', () => {
    const twin = reporting(memberOf(cem, 9, { identifier: 'cem2' }));
    const world = aDeparture({ rules: APPROVER, members: [memberAda, memberBo, memberCem, twin] });

    expect(fateLines(world)).toEqual([
      'approver: It is in doubt who cem2 belongs to, and nothing is written to a record in doubt.',
    ]);
  });
});

test('a change of the profile counts only for superiors and approvers, and only where the PSA shows who it is', () => {
  const world = aDeparture({ members: [memberAda, memberBo, reporting(memberCem)] });
  const staff = staffOf(world, []);
  const [duty] =
    dutiesOf(world, aReading(), [{ member: memberAda, person: null, personId: null, because: null }], staff)[0]
      ?.duties ?? [];
  if (duty?.kind !== 'approver') throw new Error('Cem reports to Ada');
  const moved = (field: 'reportsTo' | 'workRole', id: number) =>
    profileMoves(
      [
        {
          action: anUpdate(cem, memberCem, [
            { field, from: null, to: { id, name: 'x' } },
            { field: 'title', from: null, to: 'x' },
          ]),
          doubts: [],
        },
      ],
      staff,
    )(duty);

  expect(moved('reportsTo', 2)?.to.identifier).toBe('bo.boss');
  expect(moved('reportsTo', 99)).toBeUndefined();
  expect(moved('workRole', 2)).toBeUndefined();
});

describe('what only the deactivation hands over', () => {
  const records = [
    aRecord('opportunity', memberAda, 4),
    aRecord('opportunity', memberAda, 5),
    aRecord('team-leader', memberAda, 6),
  ];

  test('fills one slot for each kind, in the order of the kinds, with one successor', () => {
    const rules = { opportunity: toMember('ghost', 'cem.muster'), 'team-leader': TO_MANAGER };
    const world = aDeparture({ rules, duties: { records } });
    const { steps } = decide(world).plan;

    expect(steps.map(({ action }) => action)).toMatchObject([
      {
        kind: 'deactivate',
        handover: [
          { kind: 'team-leader', to: { identifier: 'bo.boss' } },
          { kind: 'opportunity', to: { identifier: 'cem.muster' } },
        ],
      },
    ]);
    expect(fatesOf(world)).toMatchObject([
      { kind: 'handed-over', to: { identifier: 'bo.boss' }, step: null },
      { kind: 'handed-over', to: { identifier: 'cem.muster' }, step: null },
      { kind: 'handed-over', to: { identifier: 'cem.muster' }, step: null },
    ]);
  });

  test('fills no slot where nobody can take it, and somebody is told once for the kind', () => {
    const world = aDeparture({ rules: { opportunity: toMember('ghost') }, duties: { records } });

    expect(decide(world).plan.steps.map(({ action }) => action)).toMatchObject([{ handover: [] }]);
    expect(findingLines(world, 'no-successor')).toEqual([
      'act: ada.example leaves 2 opportunities that cannot be handed over: 4 "opportunity 4", 5 "opportunity 5". Nobody can take it; tried member:ghost (ghost is inactive). | Hand it over by hand in the PSA, or name somebody who stays under "offboarding" ("member:ID" at the end of the list for "opportunity").',
    ]);
  });

  test('fills no slot where there is nothing of the kind', () => {
    expect(decide(aDeparture({ rules: { activity: TO_MANAGER } })).plan.steps[0]?.action).toMatchObject({
      handover: [],
    });
  });
});

describe('nothing is moved', () => {
  const duties = {
    tickets: [both],
    entries: [anEntry(1, memberAda, 7)],
    records: [aRecord('opportunity', memberAda, 4)],
  };

  test('where the rule is to report', () => {
    expect(fateLines(aDeparture({ duties }))).toEqual([
      'ticket-owner: reported',
      'ticket-resource: reported',
      'opportunity: reported',
    ]);
    expect(linesOf(aDeparture({ duties }))).toEqual(['deactivate ada.example: go']);
  });

  test('that the PSA cannot hand over, whatever a rule says', () => {
    const world = aDeparture({
      rules: { 'time-sheet': TO_MANAGER },
      duties: { records: [aRecord('time-sheet', memberAda, 4)] },
    });

    expect(fateLines(world)).toEqual(['time-sheet: reported']);
  });
});

describe('of somebody who left earlier', () => {
  const duties = {
    tickets: [both],
    entries: [anEntry(1, memberAda, 7)],
    records: [aRecord('opportunity', memberAda, 4), aRecord('time-sheet', memberAda, 5)],
  };
  const rules = { ...TICKETS, opportunity: TO_MANAGER, 'time-sheet': HOLD, approver: TO_MANAGER } as const;

  test('what a write hands over still goes, and needs no deactivation', () => {
    const world = afterDeparture({ rules, duties, members: [offAda, memberBo, reporting(memberCem), ghost] });

    expect(linesOf(world)).toEqual([
      'reassign ada.example: go',
      'reassign ada.example: go',
      'reassign ada.example: go',
    ]);
    expect(decide(world).plan.steps.map(({ action }) => action)).toMatchObject([
      { because: 'left-earlier', person: null },
      { because: 'left-earlier' },
      { because: 'left-earlier' },
    ]);
  });

  test('what only the deactivation hands over is somebody’s to do', () => {
    expect(fateLines(afterDeparture({ rules, duties }))).toEqual([
      'ticket-owner: to bo.boss',
      'ticket-resource: to bo.boss',
      'time-sheet: reported',
      'opportunity: The member is switched off already, and nothing but the deactivation itself hands this over.',
    ]);
    expect(findingLines(afterDeparture({ rules, duties }), 'no-successor')).toHaveLength(1);
  });

  test('names the person where the directory still shows them', () => {
    const world = afterDeparture({ rules, duties, people: [ada, bo, cem] });

    expect(decide(world).plan.steps[0]?.action.person?.name).toBe('Ada Example');
  });

  test('waits while the directory is in doubt: they may be back in a list that was not read', () => {
    const directory = {
      ...afterDeparture().directory,
      problems: [{ check: 'cut', place: 'group PSA Dispatch', detail: 'ended early' }] as const,
      complete: false,
    };

    const memory = { ...LEFT, links: [aLink(bo, memberBo)] };
    const world = afterDeparture({ rules, duties, directory, memory });

    expect(linesOf(world)).toEqual([
      'reassign ada.example: hold source-integrity',
      'reassign ada.example: hold source-integrity',
    ]);
  });

  test('does not go when the member is protected', () => {
    expect(linesOf(afterDeparture({ rules, duties, policy: { protectedMembers: ['ada*'] } }))).toEqual([
      'reassign ada.example: hold protected',
      'reassign ada.example: hold protected',
    ]);
  });
});

test('a finding names each reason once, and the first three of the duties', () => {
  const team = { id: 3, name: 'Field' };
  const tickets = [1, 2, 3, 4, 5].map((id) => aTicket(id, { ...ownedBy(memberAda), team: id > 3 ? team : null }));
  const world = aDeparture({
    rules: { 'ticket-owner': { kind: 'reassign', to: [{ kind: 'team-leader' }] } },
    duties: { tickets },
  });

  expect(decide(world).plan.findings.filter(({ kind }) => kind === 'no-successor')).toEqual([
    {
      kind: 'no-successor',
      severity: 'act',
      people: [{ id: ada.id, name: 'Ada Example', login: ada.login }],
      members: [{ key: 1, identifier: 'ada.example', name: 'Ada Example' }],
      detail:
        'ada.example leaves 5 open tickets as their owner that cannot be handed over: service ticket 1 "Printer 1", service ticket 2 "Printer 2", service ticket 3 "Printer 3" and 2 more. Nobody can take it; tried team-leader (the ticket names no team). Nobody can take it; tried team-leader (team Field could not be read).',
      advice:
        'Hand it over by hand in the PSA, or name somebody who stays under "offboarding" ("member:ID" at the end of the list for "ticket-owner").',
    },
  ]);
});

test('people who leave at the same time each get their own handovers', () => {
  const world = aDeparture({
    people: [ada, bo, { ...cem, state: 'disabled' }],
    rules: { 'ticket-owner': toMember('cem.muster', 'ada.example', 'bo.boss') },
    duties: { tickets: [aTicket(7, ownedBy(memberAda)), aTicket(8, ownedBy(memberCem))] },
  });

  expect(handoversOf(decide(world))).toEqual([
    'ticket-owner service 7: ada.example > bo.boss',
    'ticket-owner service 8: cem.muster > bo.boss',
  ]);
});
