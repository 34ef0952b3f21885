// Tells people how a connection stands: what is new at once, the rest when a digest is due, exceptions by tickets. Looks at the stored reports and never at a run under way.
import { standingOf, unmuted, type Standing } from '../../core/messages/standing-matters.ts';
import { newReceiver, type MessageRecord, type ReceiverRecord } from '../../domain/messages/message-record.ts';
import type { RunId } from '../../domain/ids.ts';
import type { RunReport } from '../../domain/runs/run.ts';
import { faultFields } from '../fault-words.ts';
import { gatherEvidence, type Gathered } from './gather-evidence.ts';
import { guardReceiver } from './guard-receiver.ts';
import { keepTickets } from './keep-tickets.ts';
import { tellChat } from './tell-chat.ts';
import type { TellingPorts } from './telling-ports.ts';

/** `busy`: somebody else is at it, and sees the same. */
export type Told = 'told' | 'busy';

const MOST_ROUNDS = 3;

/** What every receiver is told from. */
export interface Scene extends Pick<Gathered, 'entries'> {
  readonly standing: Standing;
  /** The newest run over everybody that saw everything. */
  readonly sound: RunReport | null;
  /** ISO 8601. */
  readonly now: string;
  /** Aborted: nothing more is written. */
  readonly lost: AbortSignal;
}

/** A receiver that fails keeps nobody else from being told. Throws RemoteError when the storage cannot be used. */
export async function tell(ports: TellingPorts): Promise<Told> {
  const { name, lock, logger } = ports;
  // No connection has a dot in its name, so this is not the lock of anybody's runs.
  const lease = await lock.acquire(`${name}.messages`);
  if (lease === undefined) {
    logger.info('somebody else is telling of this connection', { connection: name });
    return 'busy';
  }
  try {
    await tellUpToDate(ports, lease.lost);
    return 'told';
  } finally {
    try {
      await lease.release();
    } catch (error) {
      logger.warn('the lock of the messages could not be released and will expire', faultFields(error));
    }
  }
}

/** A run that ended meanwhile has found this busy, and left it to whoever is at it. */
async function tellUpToDate(ports: TellingPorts, lost: AbortSignal): Promise<void> {
  for (let round = 1; round <= MOST_ROUNDS && !lost.aborted; round += 1) {
    const seen = await tellAll(ports, lost);
    const [latest] = await ports.archive.list(ports.name, { limit: 1 });
    if (latest?.run === seen) return;
  }
}

/** Answers the newest run that it has seen. */
async function tellAll(ports: TellingPorts, lost: AbortSignal): Promise<RunId | undefined> {
  const { name, messages, clock, logger } = ports;
  const now = clock.now().toISOString();
  const { record, version } = await messages.records.read(name);
  const since = record?.since ?? now;
  const { evidence, entries } = await gatherEvidence(ports, since);
  const { matters, settled } = standingOf(evidence);
  const scene: Scene = {
    standing: { matters: unmuted(matters, messages.mute, now), settled },
    entries,
    sound: evidence.sound,
    now,
    lost,
  };

  const before = (receiver: string): ReceiverRecord =>
    record?.receivers.find((known) => known.name === receiver) ?? newReceiver(receiver);
  // Who reads side by side; tickets one after the other, since they share one PSA.
  const chats = await Promise.all(messages.chats.map((chat) => tellChat(ports, chat, before(chat.name), scene)));
  const desks: ReceiverRecord[] = [];
  for (const desk of messages.desks) {
    const known = before(desk.name);
    desks.push(await guardReceiver(ports, known, now, () => keepTickets(ports, desk, known, scene)));
  }

  const silent = (record?.receivers ?? []).filter((known) => messages.silent.includes(known.name));
  const after: MessageRecord = { version: 1, since, receivers: [...chats, ...desks, ...silent] };
  if (lost.aborted)
    logger.warn('the lock of the messages was lost; what was told may be told again', { connection: name });
  else if (!(await messages.records.write(name, after, version)))
    logger.warn('somebody else has changed what was told; it may be told again', { connection: name });
  return entries[0]?.run;
}
