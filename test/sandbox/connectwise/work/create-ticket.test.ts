/** POST of service tickets and of notes: what is taken, what is refused, and who is written to. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '../../../../src/sandbox/context.ts';
import { startSandbox } from '../../../../src/sandbox/start.ts';
import { errorsOf, type PsaCaller, psaCaller, recordOf, rowsOf } from '../psa-caller.ts';
import { createBusyWorld } from './busy-world.ts';

let sandbox: Sandbox;
let psa: PsaCaller;
beforeEach(async () => {
  sandbox = await startSandbox({ world: createBusyWorld().world, now: () => new Date('2026-11-23T10:15:42.500Z') });
  psa = psaCaller(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
});

const LEAST = { summary: 'Something', company: { id: 301 } };
const encoded = (conditions: string): string => `conditions=${encodeURIComponent(conditions)}`;

test('the least that is taken: a summary and a company; the board gives the rest', async () => {
  const { status, body } = await psa.send('POST', '/service/tickets', LEAST);

  expect(status).toBe(201);
  expect(body).toMatchObject({
    summary: 'Something',
    board: { id: 51 },
    status: { id: 5101, name: 'New' },
    priority: { id: 6 },
    company: { identifier: 'AlderDental' },
    closedFlag: false,
    _info: { enteredBy: 'sync' },
  });
});

test('is found by what another system calls it, and keeps what was written first as notes', async () => {
  const made = recordOf(
    await psa.send('POST', '/service/tickets', {
      ...LEAST,
      company: { identifier: 'cedarlaw' },
      board: { id: 52 },
      type: { id: 1403 },
      externalXRef: 'other:1',
      initialDescription: 'For everybody.',
      initialInternalAnalysis: 'For us.',
    }),
  );

  expect(made).toMatchObject({ externalXRef: 'other:1', type: { name: 'Incident' }, company: { id: 303 } });
  expect(made).not.toHaveProperty('initialDescription');
  expect(rowsOf(await psa.get(`/service/tickets?${encoded('externalXRef="other:1"')}`))).toHaveLength(1);
  expect(rowsOf(await psa.get(`/service/tickets?${encoded('externalXRef contains "other:"')}`))).toHaveLength(1);
  expect(rowsOf(await psa.get(`/service/tickets/${String(made['id'])}/notes`))).toMatchObject([
    { text: 'For everybody.', detailDescriptionFlag: true, internalAnalysisFlag: false },
    { text: 'For us.', detailDescriptionFlag: false, internalAnalysisFlag: true },
  ]);
});

test.each<[object, string, string]>([
  [{ company: { id: 301 } }, 'summary', 'MissingRequiredField'],
  [{ summary: 'x' }, 'company', 'MissingRequiredField'],
  [{ ...LEAST, company: { id: 9 } }, 'company', 'NotFound'],
  [{ ...LEAST, summary: 'x'.repeat(101) }, 'summary', 'InvalidValue'],
  [{ ...LEAST, externalXRef: 'x'.repeat(101) }, 'externalXRef', 'InvalidValue'],
  [{ ...LEAST, board: { id: 9 } }, 'board', 'NotFound'],
  [{ ...LEAST, board: { id: 53 } }, 'board', 'InvalidValue'],
  [{ ...LEAST, status: { id: 5201 } }, 'status', 'NotFound'],
  [{ ...LEAST, priority: { id: 99 } }, 'priority', 'NotFound'],
  [{ ...LEAST, type: { id: 1403 } }, 'type', 'NotFound'],
  [{ ...LEAST, processNotifications: 'no' }, 'processNotifications', 'InvalidValue'],
  [{ ...LEAST, resources: 'sam' }, 'resources', 'UnknownField'],
])('%j is refused for its %s', async (body, field, code) => {
  const before = sandbox.world.work.serviceTickets.byId.size;
  const answer = await psa.send('POST', '/service/tickets', body);

  expect(answer.status).toBe(400);
  expect(errorsOf(answer)).toContainEqual([field, code]);
  expect(sandbox.world.work.serviceTickets.byId.size).toBe(before);
});

test('somebody is written to unless the body asks for silence', async () => {
  await psa.send('POST', '/service/tickets', { ...LEAST, processNotifications: false, skipCallback: true });
  expect(sandbox.world.work.sent).toEqual([]);

  await psa.send('POST', '/service/tickets', LEAST);
  expect(sandbox.world.work.sent.map(({ kind }) => kind)).toEqual(['mail', 'callback']);
});

test.each<[string, unknown, number]>([
  ['/service/tickets/101/notes', { text: 'Seen.', internalAnalysisFlag: true, processNotifications: false }, 201],
  ['/service/tickets/101/notes', { text: ' ' }, 400],
  ['/service/tickets/101/notes', { text: 'x', member: { id: 7 } }, 400],
  ['/service/tickets/101/notes', { text: 'x', resolutionFlag: 'yes' }, 400],
  ['/service/tickets/101/notes', [], 400],
  ['/service/tickets/999/notes', { text: 'x' }, 404],
])('POST %s %j is %i', async (path, body, status) => {
  expect((await psa.send('POST', path, body)).status).toBe(status);
});

test('a closed ticket takes no note where it takes no change', async () => {
  sandbox.quirks.closedTicketPatch = 'refused';

  expect((await psa.send('POST', '/service/tickets/103/notes', { text: 'x' })).status).toBe(400);
});

test.each([
  ['add', 'POST', '/service/tickets', LEAST],
  ['edit', 'POST', '/service/tickets/101/notes', { text: 'x' }],
] as const)('without the right to %s: 403', async (right, method, path, body) => {
  sandbox.world.rights.work.serviceTickets[right] = 'None';

  expect((await psa.send(method, path, body)).status).toBe(403);
});

test.each([
  ['other:2', 200],
  [null, 200],
  ['x'.repeat(101), 400],
  [7, 400],
])('PATCH of the external reference to %j is %i', async (value, status) => {
  const patch = [{ op: 'replace', path: 'externalXRef', value }];

  expect((await psa.send('PATCH', '/service/tickets/101', patch)).status).toBe(status);
  expect((await psa.send('PATCH', '/project/tickets/201', patch)).status).toBe(400);
});

test.each(['/service/priorities', '/company/companies', '/service/boards/51/types'])(
  '%s is a list with a count',
  async (path) => {
    const rows = rowsOf(await psa.get(path));

    expect(rows.length).toBeGreaterThan(1);
    expect((await psa.get(`${path}/count`)).body).toEqual({ count: rows.length });
  },
);
