/**
 * That a form was made for this very person, and is sent from our own page.
 *
 * A token is the HMAC of the connection, the person and the form's id under a random key that is made once and kept in the storage: every instance of the app finds
 * the same, it survives restarts, and nobody has to set it. A cookie to compare with would have to be `Secure` to carry the `__Host-` name, which a browser does not
 * keep over http on 127.0.0.1, where `rollcall serve` answers. Whoever can read the storage could write the decisions there themselves, so the key opens nothing more.
 *
 * The form's id begins with its instant, which ends the form's life. What is decided by it gets an id made of that and of all that was chosen, so that a form that is
 * sent twice is one decision, while somebody who goes back to it and chooses something else makes another one.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { rulingId, type ConnectionName, type RulingId } from '../../domain/ids.ts';
import type { Decider } from '../../domain/rulings/ruling.ts';
import { RefusedError } from '../../errors.ts';

export interface FormOf {
  readonly connection: ConnectionName;
  readonly decider: Decider;
  /** Of the shape of a decision's. */
  readonly form: RulingId;
}

/** A page that was left open over night is loaded anew: what it shows is old. */
const LIFE_MS = 12 * 3_600_000;
/** Clocks of two instances may differ by this much. */
const SKEW_MS = 5 * 60_000;

export function formToken(key: string, { connection, decider, form }: FormOf): string {
  const said = JSON.stringify(['decision 1', connection, decider.person, decider.name, form]);
  return createHmac('sha256', key).update(said, 'utf8').digest('base64url');
}

/** Throws RefusedError 403. `now`: milliseconds since 1970. */
export function checkToken(key: string, of: FormOf, token: string, now: number): void {
  const wanted = Buffer.from(formToken(key, of));
  const given = Buffer.from(token);
  const age = now - issuedAt(of.form);
  if (wanted.length === given.length && timingSafeEqual(wanted, given) && age < LIFE_MS && age > -SKEW_MS) return;
  throw new RefusedError(
    403,
    'This form was not made for you, or was open for too long. Nothing was decided. Load the page "Waiting" anew and decide there.',
  );
}

/** `chosen`: all fields that were sent, in any order. */
export function decisionIdOf(form: RulingId, chosen: readonly (readonly [name: string, value: string])[]): RulingId {
  const said = JSON.stringify([form, chosen.map((pair) => JSON.stringify(pair)).sort()]);
  const digits = createHash('sha256').update(said, 'utf8').digest('hex').slice(0, 12);
  return rulingId(`${form.slice(0, form.lastIndexOf('-'))}-${digits}`);
}

function issuedAt(form: RulingId): number {
  return Date.parse(form.replace(/^dec-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-.*$/, '$1-$2-$3T$4:$5:$6Z'));
}
