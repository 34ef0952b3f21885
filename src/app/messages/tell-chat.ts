// Tells one receiver what is new at once and, when it is due, the digest. What could not be delivered is remembered as not told.
import { doneIn, openIn } from '../../core/messages/done-since.ts';
import { afterDigest, afterLostDigest, afterTelling, newFindings, newsFor } from '../../core/messages/plan-chat.ts';
import { digestOf } from '../../core/digest.ts';
import type { Message } from '../../domain/messages/message.ts';
import type { ReceiverRecord } from '../../domain/messages/message-record.ts';
import type { RunEntry } from '../../domain/runs/run.ts';
import type { Chat } from '../../ports/message-ports.ts';
import { atOnceMessage } from '../../reports/messages/at-once-message.ts';
import { digestMessage, isSilent, type DigestFacts } from '../../reports/messages/digest-message.ts';
import type { Teller } from '../../reports/messages/matter-part.ts';
import { readReports } from './gather-evidence.ts';
import { guardReceiver } from './guard-receiver.ts';
import type { Scene } from './tell.ts';
import type { TellingPorts } from './telling-ports.ts';

/** Reports that a digest goes through; a weekly one of a busy week leaves out the oldest. */
const MOST_REPORTS = 100;

export async function tellChat(
  ports: TellingPorts,
  chat: Chat,
  before: ReceiverRecord,
  scene: Scene,
): Promise<ReceiverRecord> {
  const { now } = scene;
  const told = chat.atOnce
    ? await guardReceiver(ports, before, now, () => tellAtOnce(ports, chat, before, scene))
    : before;
  // Whoever does not answer is not asked twice.
  if (chat.digest === null || isFailing(told, scene)) return told;
  return guardReceiver(ports, told, now, () => tellDigest(ports, chat, told, scene));
}

async function tellAtOnce(
  ports: TellingPorts,
  chat: Chat,
  before: ReceiverRecord,
  scene: Scene,
): Promise<ReceiverRecord> {
  const news = newsFor(before, scene.standing);
  if (news.length === 0) return afterTelling(before, scene.standing, []);
  const items = news.flatMap((matter) => matter.items.map(({ key }) => key)).sort();
  // The run that shows it makes a matter that comes again another message.
  const runs = [...new Set(news.map(({ run }) => run ?? scene.now.slice(0, 10)))].sort();
  const id = messageId({ at: 'once', receiver: chat.name, connection: ports.name, items, runs });
  const message = atOnceMessage(news, tellerFor(ports, chat), { id, at: scene.now });
  const problem = await deliver(ports, chat, before, { message, scene });
  return { ...afterTelling(before, scene.standing, problem === null ? news : []), problem };
}

async function tellDigest(
  ports: TellingPorts,
  chat: Chat,
  before: ReceiverRecord,
  scene: Scene,
): Promise<ReceiverRecord> {
  const { digest: schedule } = chat;
  if (schedule === null) return before;
  const due = ports.messages.latestSlot(schedule, new Date(scene.now)).toISOString();
  // A receiver that is new begins with the period under way.
  if (before.digest === null) return { ...before, digest: { slot: due, run: scene.entries[0]?.run ?? null } };
  if (due <= before.digest.slot) return before;
  const { run } = before.digest;
  const said = newFindings(before, scene.standing);
  const facts: DigestFacts = {
    every: schedule.every,
    ...(await doneSince(
      ports,
      scene.entries.filter((entry) => run === null || entry.run > run),
    )),
    open: scene.sound === null ? [] : openIn(scene.sound),
    standing: scene.standing.matters.filter((matter) => matter.kind !== 'finding'),
    found: said,
  };
  const after = afterDigest(before, scene.standing, { due, run: scene.entries[0]?.run ?? null, said });
  if (isSilent(facts)) return after;
  const id = messageId({ at: due, receiver: chat.name, connection: ports.name });
  const message = digestMessage(facts, tellerFor(ports, chat), { id, at: scene.now });
  const problem = await deliver(ports, chat, before, { message, scene });
  return problem === null ? { ...after, problem } : { ...afterLostDigest(before, due), problem };
}

async function doneSince(
  ports: TellingPorts,
  entries: readonly RunEntry[],
): Promise<Pick<DigestFacts, 'done' | 'unread'>> {
  const writing = entries.filter(({ counts }) => counts.done > 0);
  const reports = await readReports(ports, writing.slice(0, MOST_REPORTS).reverse());
  return { done: doneIn(reports), unread: Math.max(0, writing.length - MOST_REPORTS) };
}

/** What is remembered of the attempt; null: it is delivered. */
async function deliver(
  { logger, name }: TellingPorts,
  chat: Chat,
  { problem }: ReceiverRecord,
  { message, scene }: { readonly message: Message; readonly scene: Scene },
): Promise<ReceiverRecord['problem']> {
  const fields = { connection: name, receiver: chat.name, kind: message.kind };
  const delivery = await chat.send(message);
  if (delivery.kind === 'delivered') {
    logger.info('message sent', fields);
    return null;
  }
  logger.warn('a message could not be delivered', { ...fields, status: delivery.status });
  return { since: problem?.since ?? scene.now, at: scene.now, detail: delivery.detail };
}

function isFailing({ problem }: ReceiverRecord, { now }: Scene): boolean {
  return problem !== null && problem.at === now;
}

function tellerFor({ name, messages }: TellingPorts, { names }: Pick<Chat, 'names'>): Teller {
  return { connection: name, names, owners: messages.owners, pages: messages.pages };
}

function messageId(made: object): string {
  return `msg_${digestOf(made).slice(0, 32)}`;
}
