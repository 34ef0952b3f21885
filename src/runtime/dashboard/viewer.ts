/** Whom the pages take somebody for. It is shown, and decides nothing: who may see a page is said by signed-in.ts and by the host's keys. */
import type { HttpRequest } from '@azure/functions';
import { nameIn, PRINCIPAL_HEADER } from '../../adapters/azure/client-principal.ts';
import { environment } from '../../config/environment.ts';
import { isSignInRequired } from '../http/signed-in.ts';
import type { Viewer } from '../../pages/frame.ts';

/** Set by `rollcall serve`: who sits at this machine. */
export const LOCAL_USER_SETTING = 'ROLLCALL_LOCAL_USER';

export function viewerOf(request: HttpRequest): Viewer {
  if (isSignInRequired())
    return { kind: 'signed-in', name: nameIn(request.headers.get(PRINCIPAL_HEADER)) ?? 'somebody without a name' };
  const local = environment()[LOCAL_USER_SETTING]?.trim() ?? '';
  return local === '' ? { kind: 'key' } : { kind: 'local', name: local };
}
