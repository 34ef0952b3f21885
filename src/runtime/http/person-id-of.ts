/** A person's id as somebody types it into an address. */
import { personId, type PersonId } from '../../domain/ids.ts';
import type { DirectoryConfig } from '../../config/config.ts';
import { OBJECT_ID } from '../../adapters/entra/events/object-id.ts';
import { RefusedError } from '../../errors.ts';
import { USER_ID } from '../../adapters/okta/schema.ts';

const EXPECTED = {
  entra: 'the object id that Entra ID shows for a user, such as 5f0e6c1a-6a1c-4a5e-8b57-2f3f0a9d1e77',
  okta: 'the id that Okta shows in the address of a user, such as 00u1active2example345',
} as const satisfies Record<DirectoryConfig['kind'], string>;

/** Throws RefusedError 400. */
export function personIdOf(kind: DirectoryConfig['kind'], text: string): PersonId {
  if (kind === 'entra' && OBJECT_ID.test(text)) return personId(text.toLowerCase());
  if (kind === 'okta' && USER_ID.test(text)) return personId(text);
  throw new RefusedError(400, `"${text.slice(0, 40)}" is no person's id: expected ${EXPECTED[kind]}.`);
}
