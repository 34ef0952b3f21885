/** Decisions over HTTP, by the API and by the form: who may, what is believed, and that nothing is done twice. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { answerOf, contextOf, requestOf, type Called } from './call-function.ts';
import { openApp, type App } from './open-app.ts';
import { onApprovals, onDashboard } from '../../src/runtime/handlers.ts';
import { connectionName } from '../../src/domain/ids.ts';
import { countWaiting } from './open-webhooks.ts';
import { problemShape } from './problem-shape.ts';
import { z } from 'zod';

const NAME = connectionName('harborpine');
const DANA = 'dana@harborpine.example';
const ELI = 'eli@harborpine.example';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(async () => {
  await app.stop();
});
beforeEach(async () => {
  app.configure({ harborpine: {} });
  for (const name of LEAVERS) app.company.person(name).state = 'disabled';
  const { store } = await app.storage();
  for (const file of ['approvals', 'objections', 'decisions'])
    await store.write(`harborpine/${file}.json`, EMPTY[file] ?? '', { contentType: 'application/json', expect: 'any' });
  await app.syncConnection({ version: 1, connection: NAME });
  app.log.length = 0;
});
afterEach(() => {
  for (const name of ['ROLLCALL_SIGN_IN', 'ROLLCALL_LOCAL_USER', 'WEBSITE_INSTANCE_ID']) vi.stubEnv(name, '');
});

/** Two at once, where one a run is the limit. */
const LEAVERS = ['Abbott', 'Bryant'];
const EMPTY: Readonly<Record<string, string>> = {
  approvals: '{"version":1,"approvals":[]}',
  objections: '{"version":1,"objections":[]}',
  decisions: '{"version":1,"decisions":[]}',
};

function principal(name: string, roles: readonly string[] = ['Rollcall.Approver'], id = `id of ${name}`): string {
  const claims = [
    { typ: 'preferred_username', val: name },
    { typ: 'http://schemas.microsoft.com/identity/claims/objectidentifier', val: id },
    ...roles.map((val) => ({ typ: 'roles', val })),
  ];
  return Buffer.from(JSON.stringify({ claims })).toString('base64');
}
const signedIn = (name: string, roles?: readonly string[]) => ({ 'x-ms-client-principal': principal(name, roles) });
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

const stepShape = z.object({
  state: z.string(),
  digest: z.string(),
  memberId: z.string(),
  approvals: z.array(z.object({ by: z.string() })),
  objection: z.object({ by: z.string(), note: z.string() }).nullable(),
});
const listShape = z.object({
  run: z.string(),
  steps: z.array(stepShape),
  decisions: z.array(z.object({ id: z.string(), decision: z.string(), state: z.string(), by: z.string() })),
});
const ruledShape = z.object({
  id: z.string(),
  state: z.string(),
  ticket: z.string().nullable(),
  steps: z.array(z.object({ standing: z.string() })),
});
async function list() {
  vi.stubEnv('ROLLCALL_SIGN_IN', '');
  return listShape.parse(JSON.parse((await call('GET', null, {})).text));
}
async function held(member = 'sabbott'): Promise<string> {
  const step = (await list()).steps.find(({ memberId }) => memberId === member);
  if (step === undefined) throw new RangeError(`Nothing of ${member} is held`);
  return step.digest;
}
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
      { 'x-ms-client-principal': Buffer.from('{"claims":[{"typ":"roles","val":"Rollcall.Approver"}]}').toString('base64') },
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
    const again = await decide({ decision: 'approve', digests }, { 'x-ms-client-principal': principal(DANA, undefined, 'other') });
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

    expect([answer.status, problemOf(answer)]).toEqual([403, expect.stringContaining('was not sent from a page') as unknown]);
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
    ['with a local user under another name of the machine', {}, { ROLLCALL_LOCAL_USER: 'root' }, 'http://rebound.example:7071'],
  ])('%s, nothing is decided', async (_what, headers, settings, base) => {
    const digests = [await held()];
    for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);

    const answer = await decide({ decision: 'approve', digests }, headers, base);

    expect([answer.status, problemOf(answer)]).toEqual([403, expect.stringContaining('Nobody is signed in here') as unknown]);
    expect(await (await app.storage()).approvals.read(NAME)).toEqual([]);
  });

  test('on this machine it is whoever sits there, whatever a header claims', async () => {
    const digests = [await held()];
    vi.stubEnv('ROLLCALL_LOCAL_USER', 'fay');

    const answer = await decide({ decision: 'approve', digests }, signedIn(DANA), HERE);

    expect(answer.status).toBe(202);
    expect((await (await app.storage()).approvals.read(NAME)).map(({ by, person }) => [by, person])).toEqual([['fay', null]]);
  });

  test('but not where two have to agree', async () => {
    app.configure({ harborpine: { approvals: { secondPerson: true } } });
    const digests = [await held()];
    vi.stubEnv('ROLLCALL_LOCAL_USER', 'fay');

    const answer = await decide({ decision: 'approve', digests }, {}, HERE);

    expect([answer.status, problemOf(answer)]).toEqual([403, expect.stringContaining('approvals.secondPerson') as unknown]);
  });
});

describe('the form', () => {
  async function page(name: string, query = ''): Promise<string> {
    vi.stubEnv('ROLLCALL_SIGN_IN', 'required');
    const request = requestOf({
      method: 'GET',
      path: `/api/app/harborpine/waiting${query}`,
      params: { page: 'harborpine/waiting' },
      headers: signedIn(name),
    });
    return (await answerOf(await onDashboard(request, contextOf('dashboard', app.log)))).text;
  }
  async function fieldsFor(name: string): Promise<Readonly<Record<string, string>>> {
    const text = await page(name);
    return Object.fromEntries(
      ['form', 'token', 'run', 'set'].map((field) => [
        field,
        new RegExp(`name="${field}" value="([^"]*)"`).exec(text)?.[1] ?? '',
      ]),
    );
  }
  async function send(
    name: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = { 'sec-fetch-site': 'same-origin', origin: 'null' },
  ): Promise<Called> {
    vi.stubEnv('ROLLCALL_SIGN_IN', 'required');
    const request = requestOf({
      method: 'POST',
      path: '/api/app/harborpine/approvals',
      params: { page: 'harborpine/approvals' },
      headers: { ...signedIn(name), 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields).toString(),
    });
    return answerOf(await onDashboard(request, contextOf('dashboard', app.log)));
  }

  test('is answered with where to look, and the page tells what was decided', async () => {
    const digest = await held();

    const answer = await send(DANA, { ...(await fieldsFor(DANA)), digest, note: '<b>Gone</b>', decision: 'approve' });

    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toMatch(/^\/api\/app\/harborpine\/waiting\?decision=dec-/);
    const shown = await page(DANA, answer.headers['location']?.replace(/^[^?]*/, ''));
    expect(shown).toContain(`Approved by ${DANA}: 1 step`);
    expect(shown).toContain('Being carried out');
    expect(shown).toContain('&lt;b&gt;Gone&lt;/b&gt;');
  });

  test('chooses the whole set by one mark', async () => {
    await send(DANA, { ...(await fieldsFor(DANA)), all: 'yes', decision: 'deny' });

    expect((await list()).steps.map(({ state }) => state)).toEqual(['decided', 'decided']);
  });

  test('sent again is the same decision, even after it was taken back', async () => {
    const digest = await held();
    const fields = { ...(await fieldsFor(DANA)), digest, decision: 'approve' };
    const first = await send(DANA, fields);
    await send(DANA, { ...(await fieldsFor(DANA)), digest, decision: 'take-back' });

    const second = await send(DANA, fields);

    expect(second.headers['location']).toBe(first.headers['location']);
    expect(await (await app.storage()).approvals.read(NAME)).toEqual([]);
    expect((await list()).decisions).toHaveLength(2);
  });

  test('gone back to, with another choice, is another decision', async () => {
    const fields = await fieldsFor(DANA);
    await send(DANA, { ...fields, digest: await held('sabbott'), decision: 'deny' });
    await send(DANA, { ...fields, digest: await held('sbryant'), decision: 'deny' });

    expect((await list()).decisions).toHaveLength(2);
  });

  test.each<[string, (fields: Readonly<Record<string, string>>) => Promise<Called>]>([
    ['without its token', ({ token: _token, ...fields }) => send(DANA, fields)],
    ['with a token of somebody else', async (fields) => send(DANA, { ...fields, token: (await fieldsFor(ELI))['token'] ?? '' })],
    ['that was made for somebody else', async (fields) => send(DANA, { ...fields, ...(await fieldsFor(ELI)) })],
    ['of another form', (fields) => send(DANA, { ...fields, form: 'dec-20261123T101500Z-1a2b3c4d5e6f' })],
    ['of no form', (fields) => send(DANA, { ...fields, form: 'mine' })],
    ['from another site', (fields) => send(DANA, fields, { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' })],
    ['of another origin, by an old browser', (fields) => send(DANA, fields, { origin: 'https://evil.example' })],
    ['of no origin, by an old browser', (fields) => send(DANA, fields, { origin: 'null' })],
    ['by somebody who may only read', (fields) => send('rae@harborpine.example', fields, { ...signedIn('rae@harborpine.example', ['Rollcall.Reader']), 'sec-fetch-site': 'same-origin' })],
  ])('%s decides nothing', async (_what, attempt) => {
    const fields = { ...(await fieldsFor(DANA)), digest: await held(), decision: 'approve' };

    const answer = await attempt(fields);

    expect([answer.status, answer.text.startsWith('<!doctype html>')]).toEqual([403, true]);
    expect(await (await app.storage()).approvals.read(NAME)).toEqual([]);
    expect((await list()).decisions).toEqual([]);
  });

  test('that was open over night decides nothing', async () => {
    const fields = { ...(await fieldsFor(DANA)), digest: await held(), decision: 'approve' };
    vi.setSystemTime(Date.now() + 13 * 3_600_000);
    try {
      const answer = await send(DANA, fields);

      expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('was open for too long') as unknown]);
    } finally {
      vi.useRealTimers();
    }
  });

  test('is shown to nobody who may not decide, and they are told who can', async () => {
    vi.stubEnv('ROLLCALL_SIGN_IN', 'required');
    const request = requestOf({
      method: 'GET',
      path: '/api/app/harborpine/waiting',
      params: { page: 'harborpine/waiting' },
      headers: signedIn('rae@harborpine.example', ['Rollcall.Reader']),
    });
    const { text } = await answerOf(await onDashboard(request, contextOf('dashboard', app.log)));

    expect(text).not.toContain('<form');
    expect(text).toContain('You cannot decide here.');
    expect(text).toContain('app role Rollcall.Approver');
  });

  test('whoever loads its address gets to the page', async () => {
    const request = requestOf({ method: 'GET', path: '/api/app/harborpine/approvals', params: { page: 'harborpine/approvals' }, headers: signedIn(DANA) });
    const answer = await answerOf(await onDashboard(request, contextOf('dashboard', app.log)));

    expect([answer.status, answer.headers['location']]).toEqual([303, '/api/app/harborpine/waiting']);
  });
});
