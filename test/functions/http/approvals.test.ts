/** Decisions over HTTP by the API: who may, what is believed, and that nothing is done twice. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { answerOf, contextOf, requestOf, type Called } from '../app/call-function.ts';
import { DANA, ELI, held, list, NAME, openHeldApp, principal, signedIn, type HeldApp } from '../app/held-app.ts';
import { onApprovals } from '../../../src/runtime/handlers.ts';
import { countWaiting } from '../webhooks/open-webhooks.ts';
import { problemShape } from '../app/problem-shape.ts';
import { z } from 'zod';

let app: HeldApp;
beforeAll(async () => {
  app = await openHeldApp();
});
afterAll(async () => {
  await app.stop();
});
beforeEach(async () => {
  await app.reset();
});

const HERE = 'http://127.0.0.1:7071';

async function call(
  method: 'GET' | 'POST',
  body: object | string | null,
  headers: Readonly<Record<string, string>>,
  base = 'https://app.example',
): Promise<Called> {
  const request = requestOf({
    method,
    path: `${base}/api/connections/harborpine/approvals`,
    params: { connection: 'harborpine' },
    headers: { ...(body !== null && { 'content-type': 'application/json' }), ...headers },
    ...(body !== null && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return answerOf(await onApprovals(request, contextOf('approvals', app.log)));
}
const decide = (body: object | string, headers: Readonly<Record<string, string>> = {}, base?: string) =>
  call('POST', body, headers, base);
const problemOf = ({ text }: Called) => problemShape.parse(JSON.parse(text)).detail;

const ruledShape = z.object({
  id: z.string(),
  state: z.string(),
  ticket: z.string().nullable(),
  steps: z.array(z.object({ standing: z.string() })),
});
const waiting = () => countWaiting(app.azurite.connectionString);

describe('the API, where people sign in', () => {
  test('an approval is kept under the name that the platform says, and a run is asked for', async () => {
    const digests = [await held()];
    vi.stubEnv('ROLLCALL_SIGN_IN', 'required');
    const before = await waiting();

    const answer = await decide({ decision: 'approve', digests, note: 'They have left' }, signedIn(DANA));

    const { ticket, state } = ruledShape.parse(JSON.parse(answer.text));
    expect([answer.status, state]).toEqual([202, 'under-way']);
    expect(answer.headers['location']).toBe(`/api/connections/harborpine/runs/${ticket ?? ''}`);
    expect(await waiting()).toBe(before + 1);
    expect((await (await app.storage()).approvals.read(NAME)).map(({ by, note }) => [by, note])).toEqual([
      [DANA, 'They have left'],
    ]);
    expect(app.log.join()).not.toContain(DANA);
  });

  test.each([
    ['a reader', signedIn('rae@harborpine.example', ['Rollcall.Reader']), 'Rollcall.Approver'],
    ['somebody without a role', signedIn('rae@harborpine.example', []), 'Rollcall.Approver'],
    ['nobody', {}, 'Rollcall.Approver'],
    ['a header that cannot be read', { 'x-ms-client-principal': '%%%' }, 'Rollcall.Approver'],
    [
      'an application, which has no name',
      {
        'x-ms-client-principal': Buffer.from('{"claims":[{"typ":"roles","val":"Rollcall.Approver"}]}').toString(
          'base64',
        ),
      },
      'no name',
    ],
  ])('%s decides nothing', async (_who, headers, words) => {
    const digests = [await held()];
    vi.stubEnv('ROLLCALL_SIGN_IN', 'required');

    const answer = await decide({ decision: 'approve', digests }, headers);

    expect([answer.status, problemOf(answer).includes(words)]).toEqual([403, true]);
    expect(await (await app.storage()).approvals.read(NAME)).toEqual([]);
  });

  test('two people, where two have to agree; one name twice is one', async () => {
    app.configure({ harborpine: { approvals: { secondPerson: true } } });
    const digests = [await held()];
    vi.stubEnv('ROLLCALL_SIGN_IN', 'required');

    const first = await decide({ decision: 'approve', digests }, signedIn(DANA));
    const again = await decide(
      { decision: 'approve', digests },
      { 'x-ms-client-principal': principal(DANA, undefined, 'other') },
    );
    const second = await decide({ decision: 'approve', digests }, signedIn(ELI));

    const states = [first, again, second].map(({ text }) => ruledShape.parse(JSON.parse(text)).state);
    expect([first.status, again.status, second.status]).toEqual([200, 200, 202]);
    expect(states).toEqual(['second', 'second', 'under-way']);
  });

  test('denied, told so, and taken back by somebody else', async () => {
    const digests = [await held()];
    vi.stubEnv('ROLLCALL_SIGN_IN', 'required');

    const denied = await decide({ decision: 'deny', digests, note: 'On leave' }, signedIn(DANA));
    const refused = await decide({ decision: 'approve', digests }, signedIn(ELI));

    expect([denied.status, refused.status]).toEqual([200, 409]);
    expect(problemOf(refused)).toContain(`Denied by ${DANA}: On leave`);
    const told = (await list()).steps.find(({ digest }) => digest === digests[0]);
    expect(told).toMatchObject({ state: 'decided', objection: { by: DANA, note: 'On leave' } });
    vi.stubEnv('ROLLCALL_SIGN_IN', 'required');
    expect((await decide({ decision: 'take-back', digests }, signedIn(ELI))).status).toBe(200);
    expect((await list()).steps.map(({ state }) => state)).toEqual(['waits', 'waits']);
  });

  test('the same id twice is one decision', async () => {
    const body = { decision: 'approve', digests: [await held()], id: 'dec-20261123T101500Z-1a2b3c4d5e6f' };
    vi.stubEnv('ROLLCALL_SIGN_IN', 'required');

    const answers = [await decide(body, signedIn(DANA)), await decide(body, signedIn(DANA))];

    expect(answers.map(({ text }) => ruledShape.parse(JSON.parse(text)).id)).toEqual([body.id, body.id]);
    expect((await list()).decisions).toHaveLength(1);
  });

  test.each([
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from another subdomain', { 'sec-fetch-site': 'same-site' }],
    ['of another origin', { origin: 'https://evil.example' }],
    ['of no origin', { origin: 'null' }],
  ])('a request %s is refused', async (_what, headers) => {
    const digests = [await held()];
    vi.stubEnv('ROLLCALL_SIGN_IN', 'required');

    const answer = await decide({ decision: 'approve', digests }, { ...signedIn(DANA), ...headers });

    expect([answer.status, problemOf(answer)]).toEqual([
      403,
      expect.stringContaining('was not sent from a page') as unknown,
    ]);
  });

  test.each<[string, object | string, Readonly<Record<string, string>>, string]>([
    ['no JSON', 'approve it', {}, 'is not JSON'],
    ['another type', '{}', { 'content-type': 'text/plain' }, 'expected application/json'],
    ['no decision', { digests: ['0'.repeat(64)] }, {}, 'decision'],
    ['an unknown decision', { decision: 'wipe', digests: [] }, {}, 'decision'],
    ['a field that nobody knows', { decision: 'deny', digests: [], by: 'root' }, {}, 'Unrecognized key'],
    ['neither digests nor a plan', { decision: 'deny' }, {}, 'either digests or planDigest'],
    ['an id of another shape', { decision: 'deny', digests: [], id: '../x' }, {}, 'id: '],
    ['too much', { decision: 'deny', digests: [], note: 'x'.repeat(300_000) }, {}, 'too long'],
  ])('%s is refused in words', async (_what, body, headers, words) => {
    vi.stubEnv('ROLLCALL_SIGN_IN', 'required');

    const answer = await decide(body, { ...signedIn(DANA), ...headers });

    expect([answer.status, problemOf(answer)]).toEqual([400, expect.stringContaining(words) as unknown]);
  });
});

describe('the API, where nobody signs in', () => {
  test.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, string>>, string]>([
    ['with the key alone', {}, {}, 'https://app.example'],
    ['with a principal that the caller has made up', signedIn(DANA), {}, 'https://app.example'],
    ['with a local user in the settings of Azure', {}, { ROLLCALL_LOCAL_USER: 'root', WEBSITE_INSTANCE_ID: '1' }, HERE],
    [
      'with a local user under another name of the machine',
      {},
      { ROLLCALL_LOCAL_USER: 'root' },
      'http://rebound.example:7071',
    ],
  ])('%s, nothing is decided', async (_what, headers, settings, base) => {
    const digests = [await held()];
    for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);

    const answer = await decide({ decision: 'approve', digests }, headers, base);

    expect([answer.status, problemOf(answer)]).toEqual([
      403,
      expect.stringContaining('Nobody is signed in here') as unknown,
    ]);
    expect(await (await app.storage()).approvals.read(NAME)).toEqual([]);
  });

  test('on this machine it is whoever sits there, whatever a header claims', async () => {
    const digests = [await held()];
    vi.stubEnv('ROLLCALL_LOCAL_USER', 'fay');

    const answer = await decide({ decision: 'approve', digests }, signedIn(DANA), HERE);

    expect(answer.status).toBe(202);
    expect((await (await app.storage()).approvals.read(NAME)).map(({ by, person }) => [by, person])).toEqual([
      ['fay', null],
    ]);
  });

  test('but not where two have to agree', async () => {
    app.configure({ harborpine: { approvals: { secondPerson: true } } });
    const digests = [await held()];
    vi.stubEnv('ROLLCALL_LOCAL_USER', 'fay');

    const answer = await decide({ decision: 'approve', digests }, {}, HERE);

    expect([answer.status, problemOf(answer)]).toEqual([
      403,
      expect.stringContaining('approvals.secondPerson') as unknown,
    ]);
  });
});
