/** The self-test: may Rollcall read what it must, and if not, what is missing and how is it granted. Writes nothing, never throws. */
import type { Check, Clock } from '../../ports.ts';
import type { OktaClient } from './api/client.ts';
import { shaped } from './api/faults.ts';
import { findGroups } from './groups.ts';
import type { Verdict } from './api/probe.ts';
import { failed, fine, probe } from './api/probe.ts';
import { groupSchema, pageSchema } from './schema.ts';

export interface AccessCheckOptions {
  readonly client: OktaClient;
  readonly org: URL;
  readonly clock: Clock;
}

/** The assertion that a private key signs is good for five minutes. */
const MOST_SKEW_S = 300;
const NOTABLE_SKEW_S = 60;

const named = (name: string, verdict: Verdict): Check => ({ name: `Okta: ${name}`, ...verdict });

/** In a stable order: token, clock, read groups, read users, then the groups as given. Where nobody is let in, nothing else is tried. */
export async function checkAccess(
  options: AccessCheckOptions,
  selectors: readonly string[],
): Promise<readonly Check[]> {
  const { client, org, clock } = options;
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

  const [users, ...chosen] = await Promise.all([
    probe(async () => {
      await readList('/api/v1/users?limit=1');
      return fine('Users can be read (okta.users.read).');
    }),
    ...selectors.map((selector) => probe(() => checkGroup(options, readList, selector))),
  ]);
  return [
    named('token', token.verdict),
    named('clock', clockVerdict(date, clock.now())),
    named('read groups', groups.verdict),
    named('read users', users.verdict),
    ...chosen.map(({ verdict }, at) => named(`group ${selectors[at] ?? ''}`, verdict)),
  ];
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

  const path = `/api/v1/groups/${encodeURIComponent(group.id)}`;
  const answer = await client.find(new URL(path, org), 'data');
  if (answer === undefined)
    return failed('Okta has no group with this id.', 'Check the group id, or whether the group was deleted.');
  const { name } = shaped(groupSchema, answer.value, `GET ${path}`).profile;
  const people = await readList(`${path}/users?limit=1`);
  if (people.length > 0) return fine(`"${name}" (${group.id}) can be read.`);
  const detail = `Nobody is in "${name}" (${group.id}).`;
  return { result: 'warn', detail, fix: 'Check that it is the right group.' };
}

/** `date` is the `Date` header of the latest answer. */
function clockVerdict(date: string | null, now: Date): Verdict {
  const there = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(there))
    return { result: 'warn', detail: 'No answer told the time.', fix: 'Mend the failed checks, then check again.' };
  const seconds = Math.round(Math.abs(now.getTime() - there) / 1000);
  if (seconds <= NOTABLE_SKEW_S) return fine(`This machine's clock is within ${NOTABLE_SKEW_S} seconds of Okta's.`);
  return {
    result: seconds > MOST_SKEW_S ? 'fail' : 'warn',
    detail: `This machine's clock is ${seconds} seconds away from Okta's.`,
    fix: 'Synchronise the clock (NTP): what a private key signs is good for five minutes, and is refused by a clock that is further away.',
  };
}
