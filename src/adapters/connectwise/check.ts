/** The self-test against a live PSA: address, keys, clock, rights, reference lists. It reads only, never throws, and every failure comes with its cure. */
import { z } from 'zod';
import type { CatalogueKind } from '../../domain/planning/world.ts';
import { RemoteError } from '../../errors.ts';
import type { Check, Clock } from '../../ports/run-ports.ts';
import type { PsaApi } from './api/api.ts';
import { SYSTEM } from './api/read-fault.ts';
import { CATALOGUE_PATHS, readList } from './catalogue.ts';
import { checkRights } from './rights/check-rights.ts';
import { checkDuties } from './duties/check-duties.ts';
import { readOwnRights } from './rights/own-rights.ts';

/** Above this the dates in reports and the waits after throttling stop making sense. */
const MOST_SKEW_MS = 120_000;

export async function checkPsa(api: PsaApi, kinds: readonly CatalogueKind[], clock: Clock): Promise<readonly Check[]> {
  const address = await guarded('address and company', async () => {
    await api.discover();
    return { result: 'ok', detail: 'the company is known and its API path was found', fix: null };
  });
  // Everything else goes through the API path.
  if (address.result === 'fail') return [address];

  const count = await api.read('/system/members/count', {}, 'reference');
  // A missing right is said by keys that work.
  if (count.kind === 'fault' && count.error.reason !== 'forbidden')
    return [address, failed('credentials', count.error)];
  const lists = [...new Set(kinds.map((kind) => CATALOGUE_PATHS[kind]))];
  const own = readOwnRights(api);
  const [work, ...looked] = await Promise.all([
    checkDuties(api, () => own),
    guarded('rights', async () => checkRights(await own)),
    ...lists.map((path) => guarded(`list ${path}`, () => checkList(api, path))),
  ]);
  return [
    address,
    { name: nameOf('credentials'), result: 'ok', detail: 'the keys and the client id are accepted', fix: null },
    ...(count.kind === 'fault'
      ? [failed('read members', count.error)]
      : [membersCheck(count.value), clockCheck(count.headers['date'], clock.now())]),
    ...looked,
    ...work.map(({ what, ...finding }) => ({ name: nameOf(what), ...finding })),
  ];
}

function membersCheck(answer: unknown): Check {
  const parsed = z.object({ count: z.int().nonnegative() }).safeParse(answer);
  const name = nameOf('read members');
  if (parsed.data === undefined)
    return {
      name,
      result: 'fail',
      detail: 'the count of the members is not what the API documents',
      fix: 'Check the configured API version against the version of the PSA.',
    };
  return { name, result: 'ok', detail: `${parsed.data.count} members are visible`, fix: null };
}

async function checkList(api: PsaApi, path: string): Promise<Finding> {
  const list = await readList(api, path);
  if (list.length > 0) return { result: 'ok', detail: `${list.length} entries are readable`, fix: null };
  const fix = 'Look at the list in the PSA; an empty answer may also mean that the role sees nothing of it.';
  return { result: 'warn', detail: 'it is readable, but empty', fix };
}

type Finding = Omit<Check, 'name'>;

function clockCheck(date: string | undefined, now: Date): Check {
  const name = nameOf('clock');
  const server = Date.parse(date ?? '');
  if (Number.isNaN(server))
    return {
      name,
      result: 'warn',
      detail: 'the PSA sends no Date, so the clocks cannot be compared',
      fix: 'Compare this machine’s clock with another one.',
    };
  const skew = Math.round((now.getTime() - server) / 1000);
  const detail = `this machine’s clock is ${Math.abs(skew)} s ${skew < 0 ? 'behind' : 'ahead of'} the PSA’s`;
  if (Math.abs(skew) * 1000 <= MOST_SKEW_MS) return { name, result: 'ok', detail, fix: null };
  return { name, result: 'warn', detail, fix: 'Have this machine take its time from a time server (NTP).' };
}

async function guarded(what: string, look: () => Promise<Finding>): Promise<Check> {
  try {
    return { name: nameOf(what), ...(await look()) };
  } catch (error) {
    if (error instanceof RemoteError) return failed(what, error);
    const detail = `the check itself failed: ${error instanceof Error ? error.message : typeof error}`;
    return { name: nameOf(what), result: 'fail', detail, fix: 'This is a bug; please report it.' };
  }
}

function failed(what: string, error: RemoteError): Check {
  return {
    name: nameOf(what),
    result: 'fail',
    detail: error.message,
    fix: error.advice ?? 'Look at the PSA’s own message above.',
  };
}

function nameOf(what: string): string {
  return `${SYSTEM}: ${what}`;
}
