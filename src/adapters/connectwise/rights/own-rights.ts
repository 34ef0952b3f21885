/** What the API member's own security role says of itself. */
import { z } from 'zod';
import { RemoteError } from '../../../errors.ts';
import type { PsaApi } from '../api/api.ts';
import { malformed } from '../api/read-fault.ts';

const PATH = '/system/mySecurity';
const level = z.string().nullish();
const permission = z.object({
  moduleFunctionName: z.string().nullish(),
  moduleFunctionDescription: z.string().nullish(),
  inquireLevel: level,
  addLevel: level,
  editLevel: level,
});
type Permission = z.infer<typeof permission>;

export interface OwnRights {
  /** `area` in the words of the PSA's screens: "System > Member Maintenance". undefined: the role does not list it. */
  rowOf(area: string): Permission | undefined;
}

/** `GET /system/mySecurity`. Many PSAs keep this to themselves, so a fault is a value. */
export async function readOwnRights(api: PsaApi): Promise<OwnRights | RemoteError> {
  const reply = await api.read(PATH, { pageSize: '1000' }, 'reference');
  if (reply.kind === 'fault') return reply.error;
  const rows = z.array(permission).safeParse(reply.value);
  if (!rows.success) return malformed(PATH, 'permissions of another shape');
  return {
    rowOf: (area) => {
      const wanted = letters(area.slice(area.indexOf('>') + 1));
      return rows.data.find((row) =>
        [row.moduleFunctionName, row.moduleFunctionDescription].some((name) => letters(name) === wanted),
      );
    },
  };
}

/** Below All the PSA shows the API member its own records alone, and no error: what is not there may just not be shown. null: All, or not told. */
export function narrowLevel(rights: OwnRights | RemoteError, area: string): string | null {
  if (rights instanceof RemoteError) return null;
  const inquire = rights.rowOf(area)?.inquireLevel ?? '';
  return ['my', 'none'].includes(letters(inquire)) ? inquire : null;
}

export function letters(text: string | null | undefined): string {
  return (text ?? '').toLowerCase().replace(/[^a-z]/g, '');
}
