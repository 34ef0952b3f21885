/** What people are told of a company's days, over real HTTP: two chats, a signed webhook, and a board of tickets. Each chapter goes on where the one before ended. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connectionName } from '../../src/domain/ids.ts';
import { markersOf } from '../../src/core/messages/ticket-marker.ts';
import { changeRow } from '../../src/sandbox/work/table.ts';
import { statusNamed } from '../../src/sandbox/work/boards.ts';
import type { WorldTicket } from '../../src/sandbox/work/tickets.ts';
import { answer, startHookReceiver, type HookReceiver } from '../support/hook-receiver.ts';
import { openCompany, type Company } from './company.ts';

const SECRET_PATH = '/services/T0SECRET/B0SECRET/hushhushhush';
const KEY = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const CROWD = ['Abbott', 'Bryant', 'Castro', 'Dunlap', 'Ellison', 'Foster'];

let company: Company;
let slack: HookReceiver;
let teams: HookReceiver;
let hook: HookReceiver;

beforeAll(async () => {
  [slack, teams, hook] = await Promise.all([startHookReceiver(), startHookReceiver(), startHookReceiver()]);
  company = await openCompany('entra');
  company.configure({
    connection: {
      messages: [
        { kind: 'slack', url: { env: 'SLACK_URL' } },
        { kind: 'teams', url: { env: 'TEAMS_URL' }, names: false },
        { kind: 'webhook', url: { env: 'HOOK_URL' }, secret: { env: 'HOOK_KEY' } },
        { kind: 'ticket', board: 'help desk', company: 'AlderDental', priority: 'Priority 2 - High' },
      ],
    },
    env: {
      SLACK_URL: slack.url + SECRET_PATH,
      TEAMS_URL: `${teams.url}/workflows/1/triggers/manual/paths/invoke?sig=hushhushhush`,
      HOOK_URL: `${hook.url}/rollcall`,
      HOOK_KEY: KEY,
    },
  });
});
afterAll(async () => {
  await Promise.all([company.stop(), slack.stop(), teams.stop(), hook.stop()]);
});
beforeEach(() => {
  company.sandbox.clearFaults();
  company.sandbox.clearTraffic();
  for (const receiver of [slack, teams, hook]) receiver.clear();
});

const marked = (): readonly WorldTicket[] =>
  [...company.sandbox.world.work.serviceTickets.byId.values()].filter((ticket) => (ticket.externalXRef ?? '') !== '');
const standing = (): readonly WorldTicket[] =>
  marked().filter(({ externalXRef }) => externalXRef?.startsWith(markersOf(connectionName('harborpine'))));
const notesOn = (ticket: number | undefined): readonly string[] =>
  [...company.sandbox.world.work.ticketNotes.byId.values()]
    .filter((note) => note.ticket === ticket)
    .map(({ text }) => text);
const told = (receiver: HookReceiver): string => receiver.received.map(({ text }) => text).join('\n');
const depart = (names: readonly string[]): void => {
  for (const name of names) company.person(name).state = 'disabled';
};
const comeBack = (names: readonly string[]): void => {
  for (const name of names) company.person(name).state = 'enabled';
};

describe('messages', () => {
  test('01 a quiet run: nothing to say, and nothing is said', async () => {
    const report = await company.run(true);

    expect(report.outcome).toBe('converged');
    expect([slack, teams, hook].map(({ received }) => received.length)).toEqual([0, 0, 0]);
    expect(marked()).toEqual([]);
  });

  test('02 a mass departure is held: told at once in every place, and one ticket is opened', async () => {
    depart(CROWD);

    await company.run(true);

    expect([slack, teams, hook].map(({ received }) => received.length)).toEqual([1, 1, 1]);
    expect(told(slack)).toContain('6 deactivations wait: the limit per run');
    expect(told(slack)).toContain('Sam Abbott (sabbott)');
    expect(told(slack)).toContain('and 1 more');
    expect(told(teams)).toContain('sabbott');
    expect(told(teams)).not.toContain('Sam Abbott');
    const [ticket, second] = standing();
    expect(second).toBeUndefined();
    expect(ticket).toMatchObject({
      summary: 'Rollcall, harborpine: Deactivations wait: the limit per run',
      board: 51,
      company: 301,
      priority: 5,
      closedFlag: false,
    });
    expect(notesOn(ticket?.id).join()).toContain('- Sam Abbott (sabbott)');
  });

  test('03 run again: nobody is told again, and no ticket is added to', async () => {
    await company.run(true);
    await company.run(true);

    expect([slack, teams, hook].map(({ received }) => received.length)).toEqual([0, 0, 0]);
    expect(standing()).toHaveLength(1);
    expect(notesOn(standing()[0]?.id)).toHaveLength(1);
    expect(company.writes()).toEqual([]);
  });

  test('04 one more joins them: the news are that one, and the ticket gets a note', async () => {
    depart(['Gibson']);

    await company.run(true);

    expect(told(slack)).toContain('1 deactivation waits: the limit per run');
    expect(told(slack)).toContain('sgibson');
    expect(told(slack)).not.toContain('sabbott');
    expect(standing()).toHaveLength(1);
    expect(notesOn(standing()[0]?.id)).toHaveLength(2);
    expect(notesOn(standing()[0]?.id)[1]).toContain('7 deactivations wait');
  });

  test('05 everything that was remembered is lost: told once more, and no second ticket', async () => {
    const { messages, store } = company.storage;
    const { version } = await messages.read((await company.ports()).name);
    await store.write(
      'harborpine/messages.json',
      JSON.stringify({ version: 1, since: '2026-01-01T00:00:00.000Z', receivers: [] }),
      {
        contentType: 'application/json',
        expect: { etag: version ?? '' },
      },
    );

    await company.run(true);
    await company.run(true);

    expect(slack.received).toHaveLength(1);
    expect(standing()).toHaveLength(1);
    expect(notesOn(standing()[0]?.id)).toHaveLength(2);
  });

  test('06 everything that waits is approved: the ticket says so and is closed', async () => {
    const report = await company.run(true);
    const [ticket] = standing();

    await company.approve(report.planDigest ?? '');

    expect(standing()).toEqual([]);
    const closed = company.sandbox.world.work.serviceTickets.byId.get(ticket?.id ?? 0);
    expect(closed).toMatchObject({
      closedFlag: true,
      externalXRef: expect.stringMatching(/^rollcall-done:/) as unknown,
    });
    expect(notesOn(ticket?.id).at(-1)).toContain('This is over');
    expect(slack.received).toHaveLength(0);
  });

  test('07 the answer to a new ticket never comes: it is looked for, and found', async () => {
    const left = ['Hayes', 'Irwin', 'Jensen', 'Keller', 'Lawson', 'Mercer'];
    depart(left);
    company.sandbox.addFault({
      system: 'psa',
      method: 'POST',
      path: /\/service\/tickets$/,
      effect: { kind: 'drop-after' },
    });

    await company.run(true);
    await company.run(true);

    expect(standing()).toHaveLength(1);
    expect(slack.received).toHaveLength(1);
    expect(marked()).toHaveLength(2);
  });

  test('08 somebody closes the ticket: it is not opened again while the matter stands', async () => {
    const [ticket] = standing();
    const { serviceTickets } = company.sandbox.world.work;
    const status = statusNamed(company.sandbox.world, ticket?.board ?? 0, 'Closed').id;
    changeRow(serviceTickets, ticket?.id ?? 0, { status, closedFlag: true });
    depart(['Nolan']);

    await company.run(true);

    expect(marked()).toHaveLength(2);
    expect(serviceTickets.byId.get(ticket?.id ?? 0)?.closedFlag).toBe(true);
    expect(told(slack)).toContain('snolan');
  });

  test('09 it ends and comes again: told again, with a ticket of its own', async () => {
    const all = ['Hayes', 'Irwin', 'Jensen', 'Keller', 'Lawson', 'Mercer', 'Nolan'];
    comeBack(all);
    await company.run(true);
    expect(standing()).toEqual([]);
    expect(slack.received).toHaveLength(0);
    depart(all);

    await company.run(true);

    expect(slack.received).toHaveLength(1);
    expect(standing()).toHaveLength(1);
    expect(marked()).toHaveLength(3);
  });

  test('10 receivers that fail: the run is none the worse, and it is told again later', async () => {
    depart(['Osborn']);
    slack.answers = [answer(404)];
    company.sandbox.addFault({
      system: 'psa',
      path: /\/service\/(tickets|boards)/,
      effect: { kind: 'answer', status: 500 },
      times: Infinity,
    });

    const report = await company.run(true);

    expect(report.outcome).not.toBe('failed');
    const { record } = await company.storage.messages.read((await company.ports()).name);
    expect(record?.receivers.filter(({ problem }) => problem !== null).map(({ name }) => name)).toEqual([
      'slack',
      'ticket',
    ]);
    company.sandbox.clearFaults();
    slack.clear();
    await company.run(true);
    expect(told(slack)).toContain('sosborn');
    expect(notesOn(standing()[0]?.id).join()).toContain('8 deactivations wait');
  });

  test('11 nobody was written to by the PSA, and no secret is in a log or a record', async () => {
    const { record } = await company.storage.messages.read((await company.ports()).name);
    const kept = company.logged() + JSON.stringify(record);

    expect(
      company.sandbox.world.work.sent.filter(({ kind, record: of }) => kind === 'mail' && of === 'ticket'),
    ).toEqual([]);
    expect(company.logged()).toContain('message sent');
    for (const secret of ['hushhush', 'T0SECRET', KEY, slack.url, teams.url]) expect(kept).not.toContain(secret);
    expect(company.logged()).not.toContain('Abbott');
  });
});
