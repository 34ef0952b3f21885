/**
 * Which role somebody has who was let in by App Service Authentication. The platform judges the token, takes away what a caller wrote into the header itself, and
 * puts in what it found; so the header is believed only where the setting says that the platform stands in front.
 */
import type { HttpRequest } from '@azure/functions';
import { ConfigError, RefusedError } from '../../errors.ts';
import { environment } from '../../config/environment.ts';
import { PRINCIPAL_HEADER, rolesIn } from '../../adapters/azure/client-principal.ts';

export const SIGN_IN_SETTING = 'ROLLCALL_SIGN_IN';

/** What a route asks for -> the app roles that are enough. */
const ENOUGH = {
  reader: ['Rollcall.Reader', 'Rollcall.Approver'],
  approver: ['Rollcall.Approver'],
} as const satisfies Record<string, readonly string[]>;

/** Throws RefusedError 403 when the role is missing, ConfigError when the setting is not understood. Without the setting the function key alone decides. */
export function admit(request: HttpRequest, role: keyof typeof ENOUGH): void {
  if (!isSignInRequired() || hasRole(request, role)) return;
  throw new RefusedError(403, missingRole(role));
}

/** Of somebody whom the platform let in. Means nothing where isSignInRequired is false: the header is the caller's own there. */
export function hasRole(request: HttpRequest, role: keyof typeof ENOUGH): boolean {
  const held = rolesIn(request.headers.get(PRINCIPAL_HEADER));
  return ENOUGH[role].some((enough) => held.includes(enough));
}

export function missingRole(role: keyof typeof ENOUGH): string {
  return `This needs the app role ${ENOUGH[role].join(' or ')}. Have it assigned: Microsoft Entra admin centre, Enterprise applications, the application of Rollcall, Users and groups.`;
}

/** Throws ConfigError when the setting is not understood. */
export function isSignInRequired(): boolean {
  const given = environment()[SIGN_IN_SETTING]?.trim() ?? '';
  if (given === '') return false;
  if (given === 'required') return true;
  throw new ConfigError([
    { path: SIGN_IN_SETTING, message: `This is "${given}"; expected "required", or no such setting.` },
  ]);
}
