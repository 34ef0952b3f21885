/** What has to be true in the end, whatever happened before. */
import type { WorldMember, WorldPerson } from '../../../src/sandbox/world.ts';
import { COMPANY, type EventCompany } from '../../support/events/event-company.ts';
import { DOMAIN } from '../../../src/sandbox/msp/company.ts';
import { oktaUserId } from '../../../src/sandbox/okta/ids.ts';
import type { PsaWrites } from './psa-writes.ts';
import { runLater } from './later-runs.ts';

export interface Soaked {
  readonly company: EventCompany;
  readonly writes: PsaWrites;
  /** Named by nothing but deliveries that nobody may believe. */
  readonly baits: readonly WorldPerson[];
  /** ISO 8601. */
  readonly since: string;
}

/** Answers, in words, what is not as it should be; empty: all is well. */
export async function inspect({ company, writes, baits, since }: Soaked): Promise<readonly string[]> {
  const { storage, sandbox } = company;
  const bitten = await takenOfBaits(company, baits, since);
  const poisoned = (await storage.queue?.listPoisoned(32)) ?? [];
  const later = await runLater(company);
  writes.collect();
  return [
    ...later,
    ...comparePeople(sandbox.world),
    ...writes.problems(),
    ...bitten,
    ...poisoned.map(({ kind, text }) => `a message was put aside: ${kind} ${text}`),
    ...leaks(company),
  ];
}

function comparePeople({ people, members, groups }: EventCompany['sandbox']['world']): readonly string[] {
  const inScope = new Set([...groups.values()].flatMap((group) => group.people));
  const byMail = Map.groupBy(members.values(), ({ record }) => fold(record['officeEmail']));
  return [
    ...[...byMail].filter(([, all]) => all.length > 1).map(([mail]) => `there are two members of ${mail}`),
    ...[...people.values()].flatMap((person) =>
      compare(person, byMail.get(fold(person.mail))?.[0], inScope.has(person.id)),
    ),
  ];
}

function compare(
  { login, state, lastName }: WorldPerson,
  member: WorldMember | undefined,
  inScope: boolean,
): readonly string[] {
  const wanted = state === 'enabled' && inScope;
  if (member === undefined) return wanted ? [`${login} has no member`] : [];
  if (member.inactiveFlag === wanted) return [`${login} is ${wanted ? 'switched off' : 'still active'}`];
  return wanted && member.record['lastName'] !== lastName ? [`${login} has another name`] : [];
}

/** By the account of what was taken in, and by the runs: to whoever delivers, Graph's webhook says the same of good and bad. */
async function takenOfBaits({ storage, directory }: EventCompany, baits: readonly WorldPerson[], since: string) {
  const logins = new Set(baits.map(({ login }) => login));
  const ids = new Set<string>(baits.map(({ id }) => (directory === 'okta' ? oktaUserId(id) : id)));
  const accepted = await storage.ledger.readSince(COMPANY, since);
  const runs = await storage.archive.list(COMPANY, { limit: 100_000 });
  return [
    ...accepted
      .filter(({ people }) => people.some((id) => ids.has(id)))
      .map(({ at }) => `a bad delivery was taken in at ${at}`),
    ...runs
      .filter(({ person }) => person !== null && (logins.has(person.login) || ids.has(person.id)))
      .map(({ run }) => `run ${run} follows from a bad delivery`),
  ];
}

/** Secrets, addresses and names. */
function leaks({ secrets, log, sandbox }: EventCompany): readonly string[] {
  const lines = log().map((line) => JSON.stringify(line));
  const within = (text: string): boolean => lines.some((line) => line.includes(text));
  return [
    ...secrets.filter(within).map((secret) => `a secret of ${secret.length} characters is in the log`),
    ...lines.filter((line) => line.includes(`@${DOMAIN}`)).map((line) => `an address is in the log: ${line}`),
    ...[...sandbox.world.people.values()]
      .filter(({ displayName }) => within(displayName))
      .map(({ displayName }) => `the name ${displayName} is in the log`),
  ];
}

function fold(text: unknown): string {
  return String(text).toLowerCase();
}
