/** Holds the API member's own permission rows against what reading and writing members needs. Writes cannot be tried out, so these rows are the only word on them. */
import { z } from 'zod';
import type { Check } from '../../ports.ts';
import type { PsaApi } from './api/api.ts';
import { grantOf } from './api/rights.ts';

const AREA = 'System > Member Maintenance';
const level = z.string().nullish();
const permission = z.object({
  moduleFunctionName: z.string().nullish(),
  moduleFunctionDescription: z.string().nullish(),
  inquireLevel: level,
  addLevel: level,
  editLevel: level,
});
const NEEDED = [
  ['inquireLevel', 'Inquire All'],
  ['addLevel', 'Add All'],
  ['editLevel', 'Edit All'],
] as const;

/** `GET /system/mySecurity`; where it cannot be read or does not list the row, the answer is a warning that says what to look for. */
export async function checkRights(api: PsaApi): Promise<Omit<Check, 'name'>> {
  const reply = await api.read('/system/mySecurity', { pageSize: '1000' }, 'reference');
  const untold = (why: string) =>
    ({
      result: 'warn',
      detail: `reading members works; whether writing does cannot be told beforehand, because ${why}`,
      fix: grantOf({ area: AREA, level: NEEDED.map(([, name]) => name).join(', ') }),
    }) as const;
  if (reply.kind === 'fault') return untold(`the API member may not read its own permissions: ${reply.error.message}`);
  const rows = z.array(permission).safeParse(reply.value);
  const row = rows.data?.find((one) =>
    [one.moduleFunctionName, one.moduleFunctionDescription].some((name) => letters(name) === 'membermaintenance'),
  );
  if (row === undefined) return untold('its own permissions do not list Member Maintenance');
  const missing = NEEDED.filter(([field]) => letters(row[field]) !== 'all').map(([, name]) => name);
  if (missing.length === 0) return { result: 'ok', detail: `${AREA}: Inquire, Add and Edit are All`, fix: null };
  return {
    result: 'fail',
    detail: `${AREA} lacks ${missing.join(', ')}`,
    fix: grantOf({ area: AREA, level: missing.join(', ') }),
  };
}

function letters(text: string | null | undefined): string {
  return (text ?? '').toLowerCase().replace(/[^a-z]/g, '');
}
