import { afterEach, describe, expect, test } from 'vitest';
import { memberKey } from '../../../../src/domain/ids.ts';
import type { FieldChange, MemberDraft } from '../../../../src/domain/people/member.ts';
import { InvariantError } from '../../../../src/errors.ts';
import { addMember } from '../../../../src/sandbox/empty-world.ts';
import { aDraft } from '../a-draft.ts';
import { aPsa, PASSWORD, stopSandboxes, worldOf } from '../a-psa.ts';

afterEach(stopSandboxes);

const M1 = memberKey(151);
const GONE = memberKey(999);
const DISPATCH: FieldChange = { field: 'securityRole', from: null, to: { id: 65, name: 'Dispatch' } };
const TITLE: FieldChange = { field: 'title', from: null, to: 'Lead' };

function draft(changes: Partial<MemberDraft> = {}, fields: Partial<MemberDraft['fields']> = {}): MemberDraft {
  return aDraft({
    ...changes,
    fields: {
      ...aDraft().fields,
      lastName: '"Doe" <b>',
      securityLocation: { id: 2, name: 'Portland' },
      defaultLocation: { id: 3, name: 'Seattle' },
      defaultDepartment: { id: 10, name: 'Service' },
      ...fields,
    },
  });
}

describe('creating', () => {
  test('sends everything that is required, references by id, and a password', async () => {
    const { psa, sandbox, world } = await aPsa({ world: worldOf(1) });

    const reply = await psa.createMember(draft({}, { timeApprover: { id: 151, name: 'M1' } }), '2026-12-01');

    expect(reply).toEqual({ kind: 'done', key: 152 });
    expect(world.members.get(152)).toMatchObject({ identifier: 'jdoe', licenseClass: 'F', inactiveFlag: false });
    expect(sandbox.traffic.at(-1)?.requestBody).toEqual({
      identifier: 'jdoe',
      password: PASSWORD,
      hireDate: '2026-12-01T00:00:00Z',
      defaultEmail: 'Office',
      defaultPhone: 'Office',
      companyActivityTabFormat: 'SummaryList',
      invoiceTimeTabFormat: 'SummaryList',
      invoiceScreenDefaultTabFormat: 'ShowInvoicingTab',
      invoicingDisplayOptions: 'RemainOnInvoicingScreen',
      agreementInvoicingDisplayOptions: 'RemainOnInvoicingScreen',
      firstName: 'Jane',
      lastName: '"Doe" <b>',
      officeEmail: 'jane@harborpine.example',
      licenseClass: 'F',
      securityRole: { id: 64 },
      securityLocation: { id: 2 },
      defaultLocation: { id: 3 },
      defaultDepartment: { id: 10 },
      timeApprover: { id: 151 },
    });
  });

  test('names the template where there is one', async () => {
    const { psa, sandbox } = await aPsa();

    const reply = await psa.createMember(draft({ templateId: 71 }), '2026-12-01');

    expect(reply.kind).toBe('done');
    expect(sandbox.traffic.at(-1)?.requestBody).toMatchObject({ fromMemberTemplateRecId: 71 });
  });

  test.each([
    ['a Member ID that exists already', draft({ identifier: 'm1' }), /exists already/],
    ['a role that does not exist', draft({}, { securityRole: { id: 999, name: 'x' } }), /securityRole/],
    ['a name that is too long', draft({}, { firstName: 'x'.repeat(31) }), /field firstName/],
    ['a template that does not exist', draft({ templateId: 999 }), /fromMemberTemplateRecId/],
  ])('%s is refused in the PSA’s own words', async (_, wrong, words) => {
    const { psa, world } = await aPsa({ world: worldOf(1) });

    const reply = await psa.createMember(wrong, '2026-12-01');

    expect(reply).toMatchObject({ kind: 'refused', fatal: false });
    expect(reply.kind === 'refused' ? reply.detail : '').toMatch(words);
    expect(world.members.size).toBe(1);
  });

  test('the last seat being taken is said as such', async () => {
    const { psa } = await aPsa({ world: worldOf(1), quirks: { psaSeatLimit: 1 } });

    const reply = await psa.createMember(draft(), '2026-12-01');

    expect(reply).toMatchObject({ kind: 'refused' });
    expect(JSON.stringify(reply)).toContain('No seat is left');
  });

  test('a hire date that is none is sent nowhere', async () => {
    const { psa, requests } = await aPsa();

    expect(await psa.createMember(draft(), '=1+1')).toMatchObject({ kind: 'refused', fatal: false });
    expect(requests()).toEqual([]);
  });

  test.each(['short', 'x'.repeat(61)])('the password %j is a bug, and is not repeated', async (password) => {
    const { psa } = await aPsa({ options: { randomPassword: () => password } });

    const made = psa.createMember(draft(), '2026-12-01');

    await expect(made).rejects.toThrow(InvariantError);
    await expect(made).rejects.not.toThrow(password);
  });
});

describe('changing', () => {
  test('an update patches bare field names, references by id', async () => {
    const { psa, sandbox, world } = await aPsa({ world: worldOf(1) });

    const reply = await psa.updateMember(M1, [TITLE, DISPATCH]);

    expect(reply).toEqual({ kind: 'done', key: M1 });
    expect(sandbox.traffic.at(-1)?.requestBody).toEqual([
      { op: 'replace', path: 'title', value: 'Lead' },
      { op: 'replace', path: 'securityRole', value: { id: 65 } },
    ]);
    expect(world.members.get(151)?.record).toMatchObject({ title: 'Lead', securityRole: { id: 65 } });
  });

  test('an update without a change is a bug', async () => {
    const { psa } = await aPsa({ world: worldOf(1) });

    await expect(psa.updateMember(M1, [])).rejects.toThrow(InvariantError);
  });

  test('a return sets role and activity in one request', async () => {
    const { psa, world, requests } = await aPsa({ world: worldOf(1) });
    world.members.get(151)!.inactiveFlag = true;

    const reply = await psa.reactivateMember(M1, [DISPATCH]);

    expect(reply).toEqual({ kind: 'done', key: M1 });
    expect(world.members.get(151)).toMatchObject({ inactiveFlag: false, record: { securityRole: { id: 65 } } });
    expect(requests().slice(1)).toEqual(['PATCH /system/members/151']);
  });

  test('a deactivation sends an empty object, so that no time sheet is ever deleted', async () => {
    const { psa, sandbox, world } = await aPsa({ world: worldOf(1) });

    const reply = await psa.deactivateMember(M1, []);

    expect(reply).toEqual({ kind: 'done', key: M1 });
    expect(world.members.get(151)?.inactiveFlag).toBe(true);
    expect(sandbox.traffic.at(-1)).toMatchObject({ method: 'POST', requestBody: {} });
  });

  test('a deactivation by PATCH sets the flag alone', async () => {
    const { psa, sandbox, world } = await aPsa({ world: worldOf(1), options: { deactivateBy: 'patch' } });

    const reply = await psa.deactivateMember(M1, []);

    expect(reply).toEqual({ kind: 'done', key: M1 });
    expect(world.members.get(151)?.inactiveFlag).toBe(true);
    expect(sandbox.traffic.at(-1)?.requestBody).toEqual([{ op: 'replace', path: 'inactiveFlag', value: true }]);
  });

  test.each(['endpoint', 'patch'] as const)('open time sheets block a deactivation by %s', async (deactivateBy) => {
    const world = worldOf(0);
    addMember(world, { identifier: 'busy', openTimeSheets: 2 });
    const { psa } = await aPsa({ world, options: { deactivateBy } });

    const reply = await psa.deactivateMember(M1, []);

    expect(reply).toMatchObject({ kind: 'refused', fatal: false });
    expect(JSON.stringify(reply)).toMatch(/Time sheet .* still open.*never deleted/);
    expect(world.members.get(151)).toMatchObject({ inactiveFlag: false, openTimeSheets: 2 });
  });

  test.each([
    ['absent', /"patch\\?"/],
    ['demands-reassignment', /projectManager/],
  ] as const)('an endpoint that is or does %s is refused with the way out', async (deactivateEndpoint, words) => {
    const { psa } = await aPsa({ world: worldOf(1), quirks: { deactivateEndpoint } });

    const reply = await psa.deactivateMember(M1, []);

    expect(reply.kind).toBe('refused');
    expect(JSON.stringify(reply)).toMatch(words);
  });

  test('single sign-on is linked and unlinked', async () => {
    const { psa, world } = await aPsa({ world: worldOf(1) });

    expect(await psa.linkSso(M1, 'sso-1')).toEqual({ kind: 'done', key: M1 });
    expect(world.members.get(151)?.record['ssoSettings']).toMatchObject({ ssoUserId: 'sso-1' });
    expect(await psa.unlinkSso(M1)).toEqual({ kind: 'done', key: M1 });
    expect(world.members.get(151)?.record['ssoSettings']).toBeUndefined();
  });

  test('a no with a 200 is a no', async () => {
    const { psa } = await aPsa({ world: worldOf(1) });

    const reply = await psa.unlinkSso(M1);

    expect(reply).toMatchObject({ kind: 'refused', fatal: false });
    expect(JSON.stringify(reply)).toContain('M1 is not linked');
  });

  test('a member that is not there is refused', async () => {
    const { psa } = await aPsa({ world: worldOf(1) });

    const replies = [
      await psa.updateMember(GONE, [TITLE]),
      await psa.reactivateMember(GONE, []),
      await psa.deactivateMember(GONE, []),
      await psa.linkSso(GONE, 'x'),
      await psa.unlinkSso(GONE),
    ];

    expect(replies.map(({ kind }) => kind)).toEqual(replies.map(() => 'refused'));
  });
});
