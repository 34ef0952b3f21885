/** Everything that telling people needs, in memory: stored runs, a chat that keeps what it is sent, a board of tickets. */
import { createMessageRecords } from '../../../src/adapters/records/messages/messages.ts';
import { reportShape } from '../../../src/adapters/records/runs/report-shape.ts';
import { undoShape } from '../../../src/adapters/records/runs/undo-shape.ts';
import type { TellingPorts } from '../../../src/app/messages/telling-ports.ts';
import { digestOfText } from '../../../src/core/digest.ts';
import { connectionName, runId } from '../../../src/domain/ids.ts';
import type { Message } from '../../../src/domain/messages/message.ts';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import type { Chat, Delivery, Messages } from '../../../src/ports/message-ports.ts';
import type { Logger } from '../../../src/ports/run-ports.ts';
import { runEntry } from '../../../src/reports/entry.ts';
import { renderJson } from '../../../src/reports/json.ts';
import { latestSlot } from '../../../src/runtime/messages/latest-slot.ts';
import { aReport } from '../builders/a-report.ts';
import { createFixedClock, HOUR_MS, type FixedClock } from '../fixed-clock.ts';
import { createMemoryArchive } from './memory-records.ts';
import { createMemoryLock, type MemoryLock } from './memory-lock.ts';
import { createMemoryStore, type MemoryStore } from './memory-store.ts';
import { createModelBoard, type ModelBoard } from './model-board.ts';

export interface ModelChat extends Chat {
  readonly sent: Message[];
  delivery: Delivery;
}

export interface TellingDesk {
  readonly ports: TellingPorts & { readonly messages: Messages; readonly clock: FixedClock; readonly lock: MemoryLock };
  readonly chat: ModelChat;
  readonly board: ModelBoard;
  readonly store: MemoryStore;
  readonly logged: readonly string[];
  /** Stores a run that began an hour after the one before. */
  readonly ran: (differences: Partial<RunReport>) => Promise<RunReport>;
  readonly forget: () => void;
}

export const DELIVERED: Delivery = { kind: 'delivered' };
export const UNDELIVERED: Delivery = { kind: 'failed', detail: 'The receiver answered 500.', status: 500 };

export function aTellingDesk(over: Partial<Messages> = {}, chatOver: Partial<Chat> = {}): TellingDesk {
  const chat: ModelChat = {
    name: 'slack',
    atOnce: true,
    digest: null,
    names: true,
    sent: [],
    delivery: DELIVERED,
    send: async (message) => {
      if (chat.delivery.kind === 'delivered') chat.sent.push(message);
      return chat.delivery;
    },
    check: async () => [],
    ...chatOver,
  };
  const board = createModelBoard();
  const store = createMemoryStore();
  const archive = createMemoryArchive({
    report: (text) => reportShape.parse(JSON.parse(text)),
    undo: (text) => undoShape.parse(JSON.parse(text)),
  });
  const clock = createFixedClock();
  const logged: string[] = [];
  const name = connectionName('harborpine');
  return {
    chat,
    board,
    store,
    logged,
    ports: {
      name,
      archive,
      lock: createMemoryLock(),
      clock,
      logger: createKeepingLogger(logged),
      messages: {
        chats: [chat],
        desks: [board],
        mute: [],
        owners: {},
        staleAfterHours: 1000,
        unusable: [],
        silent: [],
        standstill: null,
        pages: null,
        records: createMessageRecords(store),
        latestSlot,
        ...over,
      },
    },
    ran: async (differences) => {
      clock.advance(HOUR_MS);
      const startedAt = clock.now().toISOString();
      const report = aReport({
        steps: [],
        findings: [],
        outcome: 'converged',
        ...differences,
        run: runId(`${startedAt.slice(0, 19).replace(/[-:]/g, '')}Z-000000`),
        startedAt,
        finishedAt: startedAt,
      });
      const text = renderJson(report);
      await archive.storeRun(name, runEntry(report, digestOfText(text)), [
        { name: 'report.json', contentType: 'application/json', text },
      ]);
      return report;
    },
    forget: () => {
      store.put(
        'harborpine/messages.json',
        JSON.stringify({ version: 1, since: '2026-01-01T00:00:00.000Z', receivers: [] }),
      );
    },
  };
}

function createKeepingLogger(logged: string[]): Logger {
  const keep = (message: string, fields = {}): void => void logged.push(`${message} ${JSON.stringify(fields)}`);
  const logger: Logger = { debug: keep, info: keep, warn: keep, error: keep, with: () => logger };
  return logger;
}
