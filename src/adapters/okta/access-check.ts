/** The self-test: may Rollcall read what it must, and if not, what is missing and how is it granted. Writes nothing, never throws. */
import type { Check, Clock } from '../../ports/run-ports.ts';
import { clockVerdict } from '../http/clock-verdict.ts';
import type { OktaClient } from './api/client.ts';
import { shaped } from './api/faults.ts';
import { LOG_PATH } from './events/event-log.ts';
import { findGroups, readGroup } from './groups/groups.ts';
import type { Verdict } from './api/probe.ts';
import { failed, fine, probe } from './api/probe.ts';
import { pageSchema } from './schema.ts';

export interface AccessCheckOptions {
  readonly client: OktaClient;
  /** null: the System Log is of no interest. */
  readonly logClient: OktaClient | null;
  readonly org: URL;
  readonly clock: Clock;
}

/** The assertion that a private key signs is good for five minutes. */
const OKTA_CLOCK = {
  whose: 'Okta',
  mostSkewS: 300,
  because: 'what a private key signs is good for five minutes, and is refused by a clock that is further away.',
};

const named = (name: string, verdict: Verdict): Check => ({ name: `Okta: ${name}`, ...verdict });

/** In a stable order: token, clock, read groups, read users, read event log where it is of interest, then the groups as given. Where nobody is let in, nothing else is tried. */
export async function checkAccess(
  options: AccessCheckOptions,
  selectors: readonly string[],
): Promise<readonly Check[]> {
  const { client, logClient, org, clock } = options;
  let date: string | null = null;
  const readList = async (target: string): Promise<readonly unknown[]> => {
    const answer = await client.find(new URL(target, org), 'data');
    date = answer?.headers['date'] ?? date;
    return shaped(pageSchema, answer?.value, `GET ${target.replace(/\?.*/, '')}`);
  };

  const token = await probe(async () => {
    await client.signIn();
    return fine('The credential is accepted.');
  });
  if (token.refused !== null) return [named('token', token.verdict)];
  const groups = await probe(async () => {
    await readList('/api/v1/groups?limit=1');
    return fine('Groups and their members can be read (okta.groups.read).');
  });
  // An API token proves itself by the first answer. Whoever only lacks a right was let in.
  if (groups.refused !== null && groups.refused !== 'forbidden') return [named('token', groups.verdict)];

  const [log, users, ...chosen] = await Promise.all([
    logClient === null ? null : checkLog(logClient, org),
    probe(async () => {
      await readList('/api/v1/users?limit=1');
      return fine('Users can be read (okta.users.read).');
    }),
    ...selectors.map((selector) => probe(() => checkGroup(options, readList, selector))),
  ]);
  return [
    named('token', token.verdict),
    named('clock', clockVerdict(date, clock.now(), OKTA_CLOCK)),
    named('read groups', groups.verdict),
    named('read users', users.verdict),
    ...(log === null ? [] : [named('read event log', log)]),
    ...chosen.map(({ verdict }, at) => named(`group ${selectors[at] ?? ''}`, verdict)),
  ];
}

/** Never worse than a warning: without its log, Okta's people can be read all the same. */
async function checkLog(client: OktaClient, org: URL): Promise<Verdict> {
  const { verdict } = await probe(async () => {
    const answer = await client.find(new URL(`${LOG_PATH}?limit=1`, org), 'data');
    shaped(pageSchema, answer?.value, `GET ${LOG_PATH}`);
    return fine('The System Log can be read (okta.logs.read).');
  });
  if (verdict.result === 'ok') return verdict;
  return {
    ...verdict,
    result: 'warn',
    detail: `${verdict.detail} Without it nobody notices an event that Okta did not deliver.`,
  };
}

async function checkGroup(
  { client, org }: AccessCheckOptions,
  readList: (target: string) => Promise<readonly unknown[]>,
  selector: string,
): Promise<Verdict> {
  const [group] = await findGroups(client, org, [selector]);
  if (group === undefined || group.kind === 'missing')
    return failed(group?.detail ?? 'It was not looked for.', 'Correct the group in the configuration.');
  if (group.kind === 'failed') throw group.fault;

  const there = await readGroup(client, org, group.id);
  if (there === undefined)
    return failed('Okta has no group with this id.', 'Check the group id, or whether the group was deleted.');
  const { name } = there.profile;
  const people = await readList(`/api/v1/groups/${encodeURIComponent(group.id)}/users?limit=1`);
  if (people.length > 0) return fine(`"${name}" (${group.id}) can be read.`);
  const detail = `Nobody is in "${name}" (${group.id}).`;
  return { result: 'warn', detail, fix: 'Check that it is the right group.' };
}
