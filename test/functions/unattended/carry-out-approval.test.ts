/** What was approved over HTTP is done by the queue: once, by a run that is found by its ticket, and kept with both runs. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { answerOf, contextOf, requestOf } from '../app/call-function.ts';
import { openApp, type App } from '../app/open-app.ts';
import { onApprovals, onCarryOutApproval } from '../../../src/runtime/handlers.ts';
import { connectionName } from '../../../src/domain/ids.ts';
import { z } from 'zod';

const NAME = connectionName('harborpine');
/** Two at once, where one a run is the limit. */
const LEAVERS = ['Abbott', 'Bryant'];

let app: App;
beforeAll(async () => {
  app = await openApp();
  for (const name of LEAVERS) app.company.person(name).state = 'disabled';
  await app.syncConnection({ version: 1, connection: NAME });
  vi.stubEnv('ROLLCALL_LOCAL_USER', 'fay');
});
afterAll(async () => {
  await app.stop();
});

const listShape = z.object({
  run: z.string(),
  steps: z.array(z.object({ state: z.string(), digest: z.string(), memberId: z.string() })),
  decisions: z.array(z.object({ id: z.string(), state: z.string() })),
});
const ruledShape = z.object({ id: z.string(), ticket: z.string() });

async function call(body: object | null): Promise<unknown> {
  const request = requestOf({
    method: body === null ? 'GET' : 'POST',
    path: 'http://127.0.0.1:7071/api/connections/harborpine/approvals',
    params: { connection: 'harborpine' },
    headers: { 'content-type': 'application/json' },
    ...(body !== null && { body: JSON.stringify(body) }),
  });
  const { text } = await answerOf(await onApprovals(request, contextOf('approvals', app.log)));
  return JSON.parse(text);
}
const list = async () => listShape.parse(await call(null));
async function approve(member: string) {
  const step = (await list()).steps.find(({ memberId }) => memberId === member);
  if (step === undefined) throw new RangeError(`Nothing of ${member} is held`);
  return ruledShape.parse(await call({ decision: 'approve', digests: [step.digest] }));
}
const carryOut = (decision: string) =>
  onCarryOutApproval({ version: 1, connection: NAME, decision }, contextOf('carry-out-approval', app.log));
const isActive = (member: string) => app.company.member(member)?.inactiveFlag === false;

test('one is done and not the other, once however often the message comes, and both runs keep the decision', async () => {
  const { run: seen } = await list();
  const { id, ticket } = await approve('sabbott');

  expect((await app.reports(`harborpine/runs/${ticket}`)).status).toBe(202);
  await carryOut(id);
  await carryOut(id);

  expect([isActive('sabbott'), isActive('sbryant')]).toEqual([false, true]);
  expect((await app.reports(`harborpine/runs/${ticket}`)).json()).toMatchObject({ connection: NAME });
  const { run, steps, decisions } = await list();
  expect(decisions).toEqual([{ id, state: 'done' }]);
  expect(steps.map(({ memberId, state }) => [memberId, state])).toEqual([['sbryant', 'waits']]);
  for (const one of [seen, run]) {
    const file = await app.reports(`harborpine/runs/${one}/decisions.json`);
    expect([file.status, file.json()]).toMatchObject([200, { decisions: [{ id, by: 'fay', result: { run } }] }]);
  }
});

test('who is back by then stays, and the decision tells the difference', async () => {
  const { id } = await approve('sbryant');
  app.company.person('Bryant').state = 'enabled';

  await carryOut(id);

  expect(isActive('sbryant')).toBe(true);
  expect((await list()).decisions[0]).toEqual({ id, state: 'not-done' });
  expect(await (await app.storage()).approvals.read(NAME)).toEqual([]);
});

test('while another run is under way the message comes back later, and the approval stands', async () => {
  for (const name of ['Bryant', 'Castro']) app.company.person(name).state = 'disabled';
  await app.syncConnection({ version: 1, connection: NAME });
  const { id } = await approve('sbryant');
  const lease = await (await app.storage()).lock.acquire(NAME);

  await carryOut(id);
  await lease?.release();

  expect(app.log.join('\n')).toContain('the connection is busy, so this comes back later');
  expect(await (await app.storage()).approvals.read(NAME)).toHaveLength(1);
  expect(isActive('sbryant')).toBe(true);
});

test('while everything is stopped nothing is approved, and what was approved before waits', async () => {
  for (const name of ['Bryant', 'Castro']) app.company.person(name).state = 'disabled';
  await app.syncConnection({ version: 1, connection: NAME });
  const [decision] = (await list()).decisions;
  vi.stubEnv('ROLLCALL_PAUSED', 'an incident');
  app.company.sandbox.clearTraffic();

  const step = (await list()).steps.find(({ memberId }) => memberId === 'scastro');
  const answer = await call({ decision: 'approve', digests: [step?.digest ?? ''] });
  await carryOut(decision?.id ?? '');
  vi.stubEnv('ROLLCALL_PAUSED', '');

  expect(JSON.stringify(answer)).toContain(
    'because the setting ROLLCALL_PAUSED says: an incident. Nothing was decided.',
  );
  expect(app.log.join('\n')).toContain('paused, so this comes back later');
  expect(app.company.sandbox.traffic).toEqual([]);
  expect(await (await app.storage()).approvals.read(NAME)).toHaveLength(1);
});

test('a message that names no decision is put aside in the end, by being refused', async () => {
  await expect(carryOut('jane')).rejects.toThrow('A message in the queue of approvals cannot be used');
  await expect(carryOut('dec-20261123T101500Z-1a2b3c4d5e6f')).rejects.toThrow('No decision dec-');
});
