/** The receivers that a connection's configuration names, with everything that telling them needs. */
import type { Chat, Desk, Messages } from '../../ports/message-ports.ts';
import type { ConnectionConfig, PsaConfig, ReceiverConfig, UnusableConnection } from '../../config/config.ts';
import type { DigestSchedule } from '../../domain/messages/message.ts';
import { currentStandstill } from '../work/standstill.ts';
import { delay, systemClock } from '../system.ts';
import type { OpenStorage } from '../compose/open-storage.ts';
import { latestSlot } from './latest-slot.ts';
import { pageAddresses } from './page-addresses.ts';
import { psaOptions } from '../compose/psa-options.ts';

type ChatConfig = Exclude<ReceiverConfig, { kind: 'ticket' }>;
type DeskConfig = Extract<ReceiverConfig, { kind: 'ticket' }>;

/** Of a connection that can be used nothing is a problem, and no receiver silent. */
type Told = Pick<ConnectionConfig, 'name' | 'psa' | 'messages' | 'paused'> &
  Partial<Pick<UnusableConnection, 'problems' | 'silent'>>;

/** null: nobody is told. */
export async function openMessages(
  { name, psa, messages, paused, problems = [], silent = [] }: Told,
  { messages: records }: Pick<OpenStorage, 'messages'>,
): Promise<Messages | null> {
  const { mute, owners, pageUrl, staleAfterHours } = messages;
  const receivers = messages.receivers.filter((receiver) => !silent.includes(receiver.name));
  if (receivers.length === 0) return null;
  const chats = receivers.filter((one): one is ChatConfig => one.kind !== 'ticket');
  const desks = receivers.filter((one): one is DeskConfig => one.kind === 'ticket');
  return {
    chats: await Promise.all(chats.map(openChat)),
    desks: await Promise.all(desks.map((desk) => openDesk(desk, psa))),
    mute,
    owners,
    staleAfterHours,
    unusable: problems.map(({ path }) => path),
    silent,
    standstill: currentStandstill({ paused }),
    pages: pageUrl === null ? null : pageAddresses(pageUrl, name),
    records,
    latestSlot,
  };
}

async function openChat(config: ChatConfig): Promise<Chat> {
  const options = {
    name: config.name,
    address: config.url.reveal(),
    atOnce: config.atOnce,
    digest: scheduleOf(config.digest),
    names: config.names,
    clock: systemClock,
    delay,
  };
  switch (config.kind) {
    case 'teams': {
      const { createTeams } = await import('../../adapters/notify/teams.ts');
      return createTeams(options);
    }
    case 'slack': {
      const { createSlack } = await import('../../adapters/notify/slack.ts');
      return createSlack(options);
    }
    case 'webhook': {
      const { createWebhook } = await import('../../adapters/notify/webhook.ts');
      return createWebhook({ ...options, secret: config.secret.reveal() });
    }
  }
}

async function openDesk(config: DeskConfig, psa: PsaConfig): Promise<Desk> {
  const [{ createDesk }, { createRequestMeter }] = await Promise.all([
    import('../../adapters/connectwise/desk/desk.ts'),
    import('../../adapters/http/meter.ts'),
  ]);
  // The report of the run is stored by then, so these requests are counted by nobody.
  return createDesk(psaOptions(psa, createRequestMeter()), {
    ...config,
    status: config.status ?? null,
    closedStatus: config.closedStatus ?? null,
    priority: config.priority ?? null,
    type: config.type ?? null,
  });
}

function scheduleOf(digest: ChatConfig['digest']): DigestSchedule | null {
  return digest.every === 'never' ? null : digest;
}
