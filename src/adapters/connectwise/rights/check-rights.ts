/** Holds the API member's own permission rows against what reading and writing members needs. Writes cannot be tried out, so these rows are the only word on them. */
import { RemoteError } from '../../../errors.ts';
import type { Check } from '../../../ports/run-ports.ts';
import { grantOf } from '../api/rights.ts';
import type { OwnRights } from './own-rights.ts';
import { letters } from './own-rights.ts';

const AREA = 'System > Member Maintenance';
const NEEDED = [
  ['inquireLevel', 'Inquire All'],
  ['addLevel', 'Add All'],
  ['editLevel', 'Edit All'],
] as const;

/** Where the permissions cannot be read or do not list the row, the answer is a warning that says what to look for. */
export function checkRights(own: OwnRights | RemoteError): Omit<Check, 'name'> {
  const untold = (why: string) =>
    ({
      result: 'warn',
      detail: `reading members works; whether writing does cannot be told beforehand, because ${why}`,
      fix: grantOf({ area: AREA, level: NEEDED.map(([, name]) => name).join(', ') }),
    }) as const;
  if (own instanceof RemoteError) return untold(`the API member may not read its own permissions: ${own.message}`);
  const row = own.rowOf(AREA);
  if (row === undefined) return untold('its own permissions do not list Member Maintenance');
  const missing = NEEDED.filter(([field]) => letters(row[field]) !== 'all').map(([, name]) => name);
  if (missing.length === 0) return { result: 'ok', detail: `${AREA}: Inquire, Add and Edit are All`, fix: null };
  return {
    result: 'fail',
    detail: `${AREA} lacks ${missing.join(', ')}`,
    fix: grantOf({ area: AREA, level: missing.join(', ') }),
  };
}
