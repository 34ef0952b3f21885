/** The self-test of the tickets: every name, and what the API member's role says of its rights. It reads only and never throws. */
import { RemoteError } from '../../../errors.ts';
import type { Check } from '../../../ports/run-ports.ts';
import type { PsaApi } from '../api/api.ts';
import { grantOf } from '../api/rights.ts';
import { letters, readOwnRights, type OwnRights } from '../rights/own-rights.ts';
import type { DeskOptions } from './desk-options.ts';
import { resolveDesk } from './resolve-desk.ts';

const AREA = 'Service Desk > Service Tickets';
const NEEDED = [
  ['inquireLevel', 'Inquire All'],
  ['addLevel', 'Add All'],
  ['editLevel', 'Edit All'],
] as const;
const CLOSING = 'Service Desk > Close Service Tickets';

export async function checkDesk(api: PsaApi, options: DeskOptions): Promise<readonly Check[]> {
  const name = `Messages: ${options.name} (tickets)`;
  try {
    const [resolution, own] = await Promise.all([resolveDesk(api, options), readOwnRights(api)]);
    const names: readonly Check[] =
      resolution.kind === 'resolved'
        ? [{ name, result: 'ok', detail: `Board "${options.board}" and every other name are there.`, fix: null }]
        : resolution.problems.map((detail) => ({
            name,
            result: 'fail',
            detail,
            fix: 'Write the name as the PSA shows it, or create the record there.',
          }));
    return [...names, { name: `${name}, rights`, ...rightsCheck(own) }];
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    return [{ name, result: 'fail', detail: error.message, fix: error.advice ?? 'Mend the PSA checks above first.' }];
  }
}

function rightsCheck(own: OwnRights | RemoteError): Omit<Check, 'name'> {
  const all = NEEDED.map(([, level]) => level).join(', ');
  const fix = `${grantOf({ area: AREA, level: all })} To close tickets as well: ${CLOSING}, Edit All.`;
  const row = own instanceof RemoteError ? undefined : own.rowOf(AREA);
  if (row === undefined)
    return { result: 'warn', detail: 'Whether tickets may be written cannot be told beforehand.', fix };
  const missing = NEEDED.filter(([field]) => letters(row[field]) !== 'all').map(([, level]) => level);
  if (missing.length > 0) return { result: 'fail', detail: `${AREA} lacks ${missing.join(', ')}.`, fix };
  const closing = own instanceof RemoteError ? undefined : own.rowOf(CLOSING);
  if (closing !== undefined && letters(closing.editLevel) !== 'all')
    return { result: 'fail', detail: `${CLOSING} lacks Edit All, so tickets could not be closed.`, fix };
  return { result: 'ok', detail: `${AREA}: Inquire, Add and Edit are All.`, fix: null };
}
