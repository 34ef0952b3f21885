/** Over any sequence of runs, crashes, lost memories and people's doings: one ticket at most for each exception, and nothing told twice. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tell } from '../../../src/app/messages/tell.ts';
import { markersOf } from '../../../src/core/messages/ticket-marker.ts';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import { aFinding, aHold, aPersonRef, aStep } from '../../support/builders/a-step.ts';
import { type Breakdown, Crash, createModelBoard, type ModelTicket } from '../../support/in-memory/model-board.ts';
import { aTellingDesk, DELIVERED, type TellingDesk, UNDELIVERED } from '../../support/in-memory/telling-desk.ts';

/** What may stand, and the summary of its ticket. */
const THINGS = {
  limitA: 'Rollcall, harborpine: Deactivations wait: the limit per run',
  limitB: 'Rollcall, harborpine: Deactivations wait: the limit per run',
  identity: 'Rollcall, harborpine: Creations wait: identity in doubt (cnew)',
  failure: 'Rollcall, harborpine: Updates failed',
} as const;
type Thing = keyof typeof THINGS;
const ALL: readonly Thing[] = ['limitA', 'limitB', 'identity', 'failure'];

const limit = aHold('limit-per-run', 'approval', 'Too many.');
const STEPS = {
  limitA: aStep.deactivate({ identifier: 'alee', name: 'Al Lee', holds: [limit] }),
  limitB: aStep.deactivate({ identifier: 'bray', name: 'Bo Ray', holds: [limit] }),
  identity: aStep.create({ identifier: 'cnew', name: 'Cy New', holds: [aHold('identity', 'source', 'Who is it?')] }),
  failure: aStep.update({
    identifier: 'dfox',
    name: 'Di Fox',
    changes: [{ field: 'title', from: null, to: 'Engineer' }],
    outcome: { kind: 'refused', detail: 'No.' },
  }),
} as const satisfies Record<Thing, RunReport['steps'][number]>;

type Command =
  | { readonly kind: 'run'; readonly things: readonly Thing[]; readonly how: 'sound' | 'frozen' | 'dead' | 'single' }
  | { readonly kind: 'forget' }
  | { readonly kind: 'closed' | 'moved' | 'deleted'; readonly which: number }
  | { readonly kind: 'breakdown'; readonly breakdown: Breakdown }
  | { readonly kind: 'chat'; readonly works: boolean }
  | { readonly kind: 'frozen-when-closed'; readonly frozen: boolean };

const run = fc.record({
  kind: fc.constant('run' as const),
  things: fc.subarray([...ALL]),
  how: fc.constantFrom(
    'sound' as const,
    'sound' as const,
    'sound' as const,
    'frozen' as const,
    'dead' as const,
    'single' as const,
  ),
});
const people = fc.record({
  kind: fc.constantFrom('closed' as const, 'moved' as const, 'deleted' as const),
  which: fc.nat(9),
});
const breakdown = fc.record({
  kind: fc.constant('breakdown' as const),
  breakdown: fc.constantFrom<Breakdown>('crash', 'unsettled', 'lost', 'refused', 'unreadable'),
});
const chat = fc.record({ kind: fc.constant('chat' as const), works: fc.boolean() });
const commands: fc.Arbitrary<readonly Command[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: run },
    { weight: 2, arbitrary: people },
    { weight: 2, arbitrary: breakdown },
    { weight: 1, arbitrary: fc.constant({ kind: 'forget' as const }) },
    { weight: 1, arbitrary: fc.boolean().map((frozen) => ({ kind: 'frozen-when-closed' as const, frozen })) },
    { weight: 1, arbitrary: chat },
  ),
  { maxLength: 25 },
);

async function store({ ran }: TellingDesk, { things, how }: Extract<Command, { kind: 'run' }>): Promise<void> {
  const steps = ALL.filter((thing) => things.includes(thing)).map((thing) => STEPS[thing]);
  const plain: Partial<RunReport> = {
    applied: true,
    steps,
    outcome: steps.length > 0 ? 'converged-with-holds' : 'converged',
  };
  if (how === 'sound') await ran(plain);
  else if (how === 'single') await ran({ ...plain, person: aPersonRef({ identifier: 'x', name: 'X' }) });
  else if (how === 'frozen')
    await ran({ ...plain, outcome: 'frozen', findings: [aFinding({ kind: 'source-problem' })] });
  else await ran({ applied: true, steps: [], planDigest: null, whole: false, outcome: 'failed' });
}

/** How often each summary may have got a ticket: once for every time that it came anew. */
function createCount() {
  const standing = new Set<string>();
  const times = new Map<string, number>();
  return {
    times,
    see({ things, how }: Extract<Command, { kind: 'run' }>): void {
      const summaries = new Set<string>(things.map((thing) => THINGS[thing]));
      if (how === 'sound') for (const gone of [...standing]) if (!summaries.has(gone)) standing.delete(gone);
      for (const summary of how === 'dead' ? [] : summaries) {
        if (standing.has(summary)) continue;
        standing.add(summary);
        times.set(summary, (times.get(summary) ?? 0) + 1);
      }
    },
  };
}

function perSummary(tickets: readonly ModelTicket[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { summary } of tickets) counts.set(summary, (counts.get(summary) ?? 0) + 1);
  return counts;
}

/** A process that dies in the middle of a write to the board remembers nothing either. */
async function tellOrCrash({ ports, board }: TellingDesk): Promise<void> {
  const dies = board.breakdown === 'crash';
  const records = {
    ...ports.messages.records,
    write: (...args: Parameters<typeof ports.messages.records.write>) =>
      dies && board.breakdown === null ? Promise.reject(new Crash('gone')) : ports.messages.records.write(...args),
  };
  try {
    await tell({ ...ports, messages: { ...ports.messages, records } });
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
  }
}

describe('over any sequence', () => {
  test('an exception has one open ticket at most, and one for each time that it came', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (sequence) => {
        const desk = aTellingDesk();
        const count = createCount();
        let deletions = 0;
        for (const command of sequence) {
          const { tickets } = desk.board;
          switch (command.kind) {
            case 'run':
              await store(desk, command);
              count.see(command);
              await tellOrCrash(desk);
              break;
            case 'forget':
              desk.forget();
              break;
            case 'breakdown':
              desk.board.breakdown = command.breakdown;
              break;
            case 'chat':
              desk.chat.delivery = command.works ? DELIVERED : UNDELIVERED;
              break;
            case 'frozen-when-closed':
              desk.board.frozenWhenClosed = command.frozen;
              break;
            case 'closed':
            case 'moved':
            case 'deleted': {
              const ticket = tickets[command.which];
              if (ticket === undefined) break;
              if (command.kind === 'closed') ticket.closed = true;
              else if (command.kind === 'moved') ticket.onBoard = false;
              else if (!ticket.gone) {
                ticket.gone = true;
                deletions += 1;
              }
            }
          }
          const marked = tickets.filter(({ marker, gone }) => !gone && marker.startsWith(markersOf(desk.ports.name)));
          const open = marked.filter(({ closed, onBoard }) => !closed && onBoard);
          expect(open.length).toBe(new Set(open.map(({ marker }) => marker)).size);
          // What somebody deletes while everything is forgotten is all that may come once more.
          const opened = [...perSummary(tickets)];
          const beyond = opened.reduce(
            (sum, [summary, times]) => sum + Math.max(0, times - (count.times.get(summary) ?? times)),
            0,
          );
          expect(beyond).toBeLessThanOrEqual(deletions);
        }
      }),
      { seed: 20261126, numRuns: 300 },
    );
  });

  test('nobody is told at once of the same thing twice while it stands', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof({ weight: 4, arbitrary: run }, chat), { maxLength: 20 }), async (sequence) => {
        const desk = aTellingDesk({ desks: [] });
        const standing = new Set<Thing>();
        let came = 0;
        for (const command of sequence) {
          if (command.kind === 'chat') {
            desk.chat.delivery = command.works ? DELIVERED : UNDELIVERED;
            continue;
          }
          await store(desk, command);
          const { things, how } = command;
          if (how === 'sound') for (const gone of [...standing]) if (!things.includes(gone)) standing.delete(gone);
          for (const thing of how === 'dead' ? [] : things) {
            if (standing.has(thing)) continue;
            standing.add(thing);
            came += 1;
          }
          await tell(desk.ports);
          const before = desk.chat.sent.length;
          await tell(desk.ports);
          expect(desk.chat.sent).toHaveLength(before);
        }
        const names = /\((alee|bray|cnew|dfox)\)/g;
        const said = desk.chat.sent.flatMap(({ parts }) =>
          parts.flatMap(({ lines }) => lines.join().match(names) ?? []),
        );
        expect(said.length).toBeLessThanOrEqual(came);
      }),
      { seed: 20261127, numRuns: 300 },
    );
  });

  test('kinds that are muted are in no message and no ticket', async () => {
    const names = {
      'idle-seats': 'Seats that nobody uses',
      'member-id-mismatch': 'Member ID does not fit',
      'guest-excluded': 'Guest left out',
      'seats-short': 'Not enough seats',
    } as const;
    const kinds = ['idle-seats', 'member-id-mismatch', 'guest-excluded', 'seats-short'] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.subarray([...kinds]),
        fc.array(fc.subarray([...kinds]), { minLength: 1, maxLength: 6 }),
        async (muted, days) => {
          const board = createModelBoard(25, ['finding']);
          const desk = aTellingDesk(
            { mute: muted.map((finding) => ({ finding, until: null, why: 'known' })), desks: [board] },
            { digest: { every: 'hourly' } },
          );
          await desk.ran({});
          await tell(desk.ports);
          for (const found of days) {
            await desk.ran({ findings: found.map((kind) => aFinding({ kind, detail: `${kind} was seen` })) });
            await tell(desk.ports);
          }
          const messages = JSON.stringify(desk.chat.sent);
          const tickets = JSON.stringify(board.tickets);
          for (const kind of kinds) {
            const told = days.flat().includes(kind) && !muted.includes(kind);
            expect([kind, messages.includes(names[kind]), tickets.includes(names[kind])]).toEqual([kind, told, told]);
          }
        },
      ),
      { seed: 20261128, numRuns: 200 },
    );
  });
});
