/** Who decides on held steps over HTTP: somebody who has signed in and may, or whoever sits at this machine. A function key is nobody. */
import type { HttpRequest } from '@azure/functions';
import { idIn, nameIn, PRINCIPAL_HEADER } from '../../adapters/azure/client-principal.ts';
import { environment } from '../../config/environment.ts';
import type { Decider } from '../../domain/rulings/ruling.ts';
import { isLoopback } from '../../domain/loopback.ts';
import { RefusedError } from '../../errors.ts';
import { LOCAL_USER_SETTING } from '../dashboard/viewer.ts';
import { hasRole, isSignInRequired, missingRole } from '../http/signed-in.ts';

export type WhoDecides =
  { readonly kind: 'may'; readonly decider: Decider } | { readonly kind: 'may-not'; readonly why: string };

/** Set by the platform on every instance, and by nothing else. */
const PLATFORM_SETTING = 'WEBSITE_INSTANCE_ID';

/** Throws ConfigError when the setting for signing in is not understood. */
export function whoDecides(request: HttpRequest): WhoDecides {
  if (isSignInRequired()) return signedIn(request);
  const local = environment()[LOCAL_USER_SETTING]?.trim() ?? '';
  // `rollcall serve` sets it and listens on loopback alone. In Azure it means nothing, whoever has put it there: a key would be enough to be that person.
  const onThisMachine = (environment()[PLATFORM_SETTING] ?? '') === '' && isLoopback(new URL(request.url));
  if (local !== '' && onThisMachine) return { kind: 'may', decider: { name: local, person: null } };
  return { kind: 'may-not', why: NOBODY };
}

/** Throws RefusedError 403. */
export function deciderOf(request: HttpRequest): Decider {
  const who = whoDecides(request);
  if (who.kind === 'may') return who.decider;
  throw new RefusedError(403, who.why);
}

function signedIn(request: HttpRequest): WhoDecides {
  if (!hasRole(request, 'approver')) return { kind: 'may-not', why: missingRole('approver') };
  const header = request.headers.get(PRINCIPAL_HEADER);
  const name = nameIn(header);
  const id = idIn(header);
  if (name !== undefined && id !== undefined) return { kind: 'may', decider: { name, person: id } };
  return {
    kind: 'may-not',
    why: 'The sign-in tells no name or no id of a person, and a decision is kept with both. Sign in as a person, not as an application.',
  };
}

const NOBODY =
  'Nobody is signed in here: a function key says that somebody may call, not who, and a decision is kept with the name of a person. Turn on signing in (ROLLCALL_SIGN_IN, see infra/README.md), or decide at the command line: rollcall approve --help';
