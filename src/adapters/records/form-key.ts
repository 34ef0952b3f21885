// The secret behind the tokens of the forms: made once, kept in the storage, the same for every instance.
import { z } from 'zod';
import { InvariantError } from '../../errors.ts';
import type { Store } from '../../ports.ts';
import { FORM_KEY_PATH } from './paths.ts';
import { parseStored, renderStored } from './stored-json.ts';

const shape = z.strictObject({ version: z.literal(1), key: z.string().regex(/^[0-9a-f]{64}$/) });
const ADVICE = 'Remove the file: a new key is made, and forms that are open have to be loaded anew.';

/** 64 hex digits. `fresh` makes one where there is none yet; of two that are made at the same moment, the first one stays. */
export async function readFormKey(store: Store, fresh: () => string): Promise<string> {
  const first = await stored(store);
  if (first !== undefined) return first;
  await store.write(FORM_KEY_PATH, renderStored(shape, FORM_KEY_PATH, { version: 1, key: fresh() }), {
    contentType: 'application/json',
    expect: 'absent',
  });
  const kept = await stored(store);
  if (kept === undefined) throw new InvariantError('The key of the forms was written and is not there');
  return kept;
}

async function stored(store: Store): Promise<string | undefined> {
  const found = await store.read(FORM_KEY_PATH);
  return found === undefined
    ? undefined
    : parseStored(shape, { path: FORM_KEY_PATH, text: found.text, advice: ADVICE }).key;
}
