/** What a deactivation says of who takes what, and what it never says. */
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { deactivationBody } from '../../../../src/adapters/connectwise/members/deactivation-body.ts';
import type { SlotDutyKind, SlotHandover } from '../../../../src/domain/offboarding/handover.ts';
import { HANDOVER_WAYS } from '../../../../src/domain/offboarding/handover.ts';
import { memberKey } from '../../../../src/domain/ids.ts';
import { holdingsOf } from '../../../../src/sandbox/connectwise/work/usages/usages.ts';
import { aBusyPsa, asking, refTo } from '../duties/a-duty-psa.ts';
import { stopSandboxes } from '../a-psa.ts';

afterEach(stopSandboxes);

const SLOTS: readonly (readonly [SlotDutyKind, readonly string[]])[] = [
  ['activity', ['activity']],
  ['ticket-template', ['ticketTemplate']],
  ['knowledge-article', ['knowledgeBaseArticle']],
  ['team-leader', ['serviceTeam']],
  ['team-member', ['serviceTeam']],
  ['workflow-action', ['workflowEmail', 'sendFromEmailNotify']],
  ['opportunity', ['opportunity', 'salesTeam']],
  ['project-manager', ['projectManager', 'projectTimeApprover', 'projectExpenseApprover']],
  [
    'company-role',
    [
      ...['myCompanyPresident', 'myCompanyCOO', 'myCompanyController', 'myCompanyDispatch', 'myCompanyServiceManager'],
      ...['myCompanyDutyManagerRole', 'departmentManager', 'dispatchMember', 'serviceManager', 'dutyManager'],
    ],
  ],
];
const to = (id: number) => ({ key: memberKey(id), identifier: `m${id}`, name: '' });

test.each(SLOTS)('%s is handed over by %j', (kind, slots) => {
  const body = deactivationBody([{ kind, to: to(8) }]);

  expect(body).toEqual(Object.fromEntries(slots.map((slot) => [slot, { reAssignToMember: { id: 8 } }])));
});

test('nothing to hand over is an empty object', () => {
  expect(deactivationBody([])).toEqual({});
});

test.each([['team-leader'], ['team-member']] as const)(
  'a team goes to whoever is to lead it, also with %s first',
  (first) => {
    const handover: readonly SlotHandover[] = [
      { kind: 'team-leader', to: to(8) },
      { kind: 'team-member', to: to(9) },
    ];

    const body = deactivationBody(handover.toSorted((a) => (a.kind === first ? -1 : 1)));

    expect(body).toEqual({ serviceTeam: { reAssignToMember: { id: 8 } } });
  },
);

describe('at the PSA', () => {
  test('everything that has a place moves, and tickets stay', async () => {
    const { psa, world, dana, sam } = await aBusyPsa();
    const before = holdingsOf(world, dana.id).map(({ type }) => type);
    const handover = SLOTS.map(([kind]) => ({ kind, to: refTo(sam) }));

    const reply = await psa.deactivateMember(memberKey(dana.id), handover);

    expect(reply).toEqual({ kind: 'done', key: dana.id });
    const left = new Set(holdingsOf(world, dana.id).map(({ type }) => type));
    expect([...new Set(before)].filter((type) => !left.has(type)).sort()).toEqual(
      [
        ...['Activity', 'Department dispatch', 'My Company dispatcher', 'Opportunity', 'Project Manager'],
        ...[
          'Project Time Approver',
          'Service Team',
          'Workflow Action',
          'Workflow Action Sender',
          'knowledgeBaseArticle',
        ],
      ].sort(),
    );
    expect(left).toContain('Service Ticket');
  });

  test('what asks for an answer per item stays where it is, and is told before and after', async () => {
    const { psa, sandbox, world, dana, sam } = await aBusyPsa();
    const perItem = async () =>
      (await psa.duties.readDuties(asking([dana]))).records
        .filter(({ kind, state }) => kind === 'usage' && /Company Team|Service Status Workflow/.test(state))
        .map(({ title }) => title);
    const before = await perItem();
    const handover = SLOTS.map(([kind]) => ({ kind, to: refTo(sam) }));

    await psa.deactivateMember(memberKey(dana.id), handover);

    const sent = sandbox.traffic.find(({ path }) => path.endsWith('/deactivate'))?.requestBody;
    expect(Object.keys(sent ?? {})).toHaveLength(new Set(SLOTS.flatMap(([, slots]) => slots)).size);
    expect(sent).not.toHaveProperty('companyTeam');
    expect(sent).not.toHaveProperty('serviceStatusWorkflow');
    expect(before.toSorted()).toEqual(['Closed', 'Primary engineer, Cedar Law']);
    expect(await perItem()).toEqual(before);
    expect(world.members.get(dana.id)?.inactiveFlag).toBe(true);
  });

  test('where the PSA wants them handed over it refuses, and is told with what has to be done by hand', async () => {
    const { psa, world, dana, sam } = await aBusyPsa({ quirks: { deactivateEndpoint: 'demands-what-is-held' } });
    const handover = SLOTS.map(([kind]) => ({ kind, to: refTo(sam) }));

    const reply = await psa.deactivateMember(memberKey(dana.id), handover);

    expect(reply).toMatchObject({ kind: 'refused', fatal: false });
    const detail = reply.kind === 'refused' ? reply.detail : '';
    expect(detail).toContain('companyTeam must be handed to another member');
    expect(detail).toContain('serviceStatusWorkflow must be handed to another member');
    expect(detail).toContain('are not handed over from here: name somebody else there in the PSA');
    expect(world.members.get(dana.id)?.inactiveFlag).toBe(false);
  });

  test('by PATCH hands over nothing', async () => {
    const { psa, sandbox, dana, sam } = await aBusyPsa({ options: { deactivateBy: 'patch' } });

    await psa.deactivateMember(memberKey(dana.id), [{ kind: 'activity', to: refTo(sam) }]);

    expect(sandbox.traffic.at(-1)?.requestBody).toEqual([{ op: 'replace', path: 'inactiveFlag', value: true }]);
  });

  test.each([400, 409])('open time sheets refuse it (%d), each told in the PSA’s own words', async (status) => {
    const { psa, sandbox, dana } = await aBusyPsa();
    const message = 'Time sheet 4711 is still open for dfir';
    const body = JSON.stringify({ code: 'InvalidObject', message: 'member object is invalid', errors: [{ message }] });
    sandbox.addFault({ system: 'psa', path: /deactivate/, effect: { kind: 'answer', status, body } });

    const reply = await psa.deactivateMember(memberKey(dana.id), []);

    expect(reply).toMatchObject({ kind: 'refused', fatal: false });
    expect(reply.kind === 'refused' ? reply.detail : '').toContain(message);
    expect(reply.kind === 'refused' ? reply.detail : '').toContain('never deleted from here');
  });

  test('open tickets refuse it where the PSA wants it so, and how many is told', async () => {
    const { psa, dana } = await aBusyPsa({ quirks: { workAtDeactivation: 'refused' } });

    const reply = await psa.deactivateMember(memberKey(dana.id), []);

    expect(JSON.stringify(reply)).toContain('The member owns 4 open tickets');
  });
});

test('open time sheets are never asked to be deleted, whatever is handed over and however', async () => {
  const kinds = Object.entries(HANDOVER_WAYS).flatMap(([kind, way]) => (way === 'deactivation' ? [kind] : []));
  const handovers = fc.array(
    fc.record({
      kind: fc.constantFrom(...SLOTS.map(([kind]) => kind)),
      to: fc.integer({ min: 1, max: 2 ** 31 }).map(to),
    }),
  );

  expect(SLOTS.map(([kind]) => kind).sort()).toEqual(kinds.sort());
  fc.assert(
    fc.property(handovers, (handover) => {
      expect(JSON.stringify(deactivationBody(handover))).not.toMatch(/sheet|delete|flag/i);
    }),
  );
  for (const deactivateBy of ['endpoint', 'patch'] as const) {
    const { psa, sandbox, dana, sam } = await aBusyPsa({ options: { deactivateBy } });
    await psa.deactivateMember(
      memberKey(dana.id),
      SLOTS.map(([kind]) => ({ kind, to: refTo(sam) })),
    );
    expect(JSON.stringify(sandbox.traffic.map(({ requestBody }) => requestBody))).not.toContain('deleteOpenTimeSheets');
  }
});
