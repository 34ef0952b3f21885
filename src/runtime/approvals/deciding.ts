/** Whether whoever looks at a page may decide there, and the form that is made for them. */
import type { HttpRequest } from '@azure/functions';
import { newRulingId } from '../../app/approve/give-ruling.ts';
import { readFormKey } from '../../adapters/records/rulings/form-key.ts';
import type { ConnectionConfig } from '../../config/config.ts';
import type { Deciding } from '../../pages/connection/decision-form.ts';
import type { OpenStorage } from '../compose/open-storage.ts';
import { systemClock, systemRandomness } from '../system.ts';
import { formToken } from './form-token.ts';
import { whoDecides } from './who-decides.ts';

const KEY_DIGITS = 64;

export async function formKey({ store }: Pick<OpenStorage, 'store'>): Promise<string> {
  return readFormKey(store, () => systemRandomness.hex(KEY_DIGITS));
}

export async function decidingOf(
  request: HttpRequest,
  connection: ConnectionConfig,
  storage: OpenStorage,
): Promise<Deciding> {
  const who = whoDecides(request);
  if (who.kind === 'may-not') return who;
  const { decider } = who;
  const { name } = connection;
  const form = newRulingId({ clock: systemClock, randomness: systemRandomness });
  const token = formToken(await formKey(storage), { connection: name, decider, form });
  return { kind: 'may', as: decider.name, form, token, noApproval: noApproval(connection, storage, decider.person) };
}

function noApproval(
  { name, policy }: ConnectionConfig,
  { queue }: Pick<OpenStorage, 'queue'>,
  person: string | null,
): string | null {
  if (queue === null)
    return `Nothing is approved here, since the storage is a plain folder without a queue: rollcall approve DIGEST --connection ${name}`;
  return policy.approvals.secondPerson && person === null
    ? 'Nothing is approved here, since two people have to, and nobody is signed in.'
    : null;
}
