/** Decisions over HTTP by the form of the page: made for one person, sent from our own page, and one decision however often it is sent. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { answerOf, contextOf, requestOf, type Called } from '../app/call-function.ts';
import { DANA, ELI, held, list, NAME, openHeldApp, signedIn, type HeldApp } from '../app/held-app.ts';
import { onDashboard } from '../../../src/runtime/handlers.ts';

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
    ['without its token', (fields) => send(DANA, { ...fields, token: '' })],
    [
      'with a token of somebody else',
      async (fields) => send(DANA, { ...fields, token: (await fieldsFor(ELI))['token'] ?? '' }),
    ],
    ['that was made for somebody else', async (fields) => send(DANA, { ...fields, ...(await fieldsFor(ELI)) })],
    ['of another form', (fields) => send(DANA, { ...fields, form: 'dec-20261123T101500Z-1a2b3c4d5e6f' })],
    ['of no form', (fields) => send(DANA, { ...fields, form: 'mine' })],
    [
      'from another site',
      (fields) => send(DANA, fields, { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }),
    ],
    ['of another origin, by an old browser', (fields) => send(DANA, fields, { origin: 'https://evil.example' })],
    ['of no origin, by an old browser', (fields) => send(DANA, fields, { origin: 'null' })],
    [
      'by somebody who may only read',
      (fields) =>
        send('rae@harborpine.example', fields, {
          ...signedIn('rae@harborpine.example', ['Rollcall.Reader']),
          'sec-fetch-site': 'same-origin',
        }),
    ],
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
    const request = requestOf({
      method: 'GET',
      path: '/api/app/harborpine/approvals',
      params: { page: 'harborpine/approvals' },
      headers: signedIn(DANA),
    });
    const answer = await answerOf(await onDashboard(request, contextOf('dashboard', app.log)));

    expect([answer.status, answer.headers['location']]).toEqual([303, '/api/app/harborpine/waiting']);
  });
});
