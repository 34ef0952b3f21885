/** Tries whether the work of leavers will be seen: one record of each list is enough to know. */
import type { Check } from '../../../ports/run-ports.ts';
import type { PsaApi } from '../api/api.ts';
import { grantOf, rightFor } from '../api/rights.ts';
import type { Asker } from './ask-list.ts';
import { narrowness } from './ask-list.ts';

/** What a report will not show without the list. */
const LISTS = {
  '/service/tickets': 'service tickets that somebody owns or works on',
  '/project/tickets': 'project tickets that somebody owns or works on',
  '/schedule/entries': 'what is planned for somebody',
  '/schedule/types': 'what somebody is planned for',
  // The same right shows time entries, which tell whose seat is used.
  '/time/sheets': 'time sheets',
  '/time/entries': 'time entries, which tell whose seat is used',
  '/expense/reports': 'expense reports',
  '/service/teams': 'teams and who leads them',
  '/system/workflows/events/actions': 'workflow rules that write to somebody',
  '/sales/opportunities': 'opportunities',
  '/sales/activities': 'sales activities',
  '/sales/activities/statuses': 'which sales activities are open',
  '/project/projects': 'projects that somebody manages',
  '/system/myCompany/corporateStructure': 'the offices of My Company',
} as const;

/** Nothing here keeps a run from working, so whatever is missing is a warning. Never throws. */
export async function checkDuties(
  api: PsaApi,
  own: Asker['own'],
): Promise<readonly (Omit<Check, 'name'> & { readonly what: string })[]> {
  const looked = await Promise.all(
    Object.entries(LISTS).map(async ([path, work]) => {
      const problem = await problemOf({ api, own }, path);
      if (problem === null) return [];
      const detail = `${work}: will be reported as not visible. ${problem.detail}`;
      return [{ what: `work of leavers, ${path}`, result: 'warn' as const, detail, fix: problem.fix }];
    }),
  );
  const missing = looked.flat();
  if (missing.length > 0) return missing;
  const detail = `${looked.length} lists are readable, from tickets to offices`;
  return [{ what: 'work of leavers', result: 'ok', detail, fix: null }];
}

async function problemOf(
  asker: Asker,
  path: string,
): Promise<{ readonly detail: string; readonly fix: string } | null> {
  const reply = await asker.api.read(path, { fields: 'id', page: '1', pageSize: '1' }, 'reference');
  if (reply.kind === 'fault')
    return { detail: reply.error.message, fix: reply.error.advice ?? 'Look at the PSA’s own message above.' };
  const narrow = Array.isArray(reply.value) && reply.value.length > 0 ? null : await narrowness(asker, path);
  return narrow === null ? null : { detail: narrow.detail, fix: grantOf(rightFor('GET', path)) };
}
