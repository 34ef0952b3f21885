// The secret behind the tokens of the forms: made once, kept in the storage, the same for every instance.
import { z } from 'zod';
import { InvariantError } from '../../../errors.ts';
import type { Store } from '../../../ports/run-ports.ts';
import { FORM_KEY_PATH } from '../store/paths.ts';
import { readStored, writeStored } from '../store/stored-file.ts';

const KIND = {
  shape: z.strictObject({ version: z.literal(1), key: z.string().regex(/^[0-9a-f]{64}$/) }),
  advice: 'Remove the file: a new key is made, and forms that are open have to be loaded anew.',
};

/** 64 hex digits. `fresh` makes one where there is none yet; of two that are made at the same moment, the first one stays. */
export async function readFormKey(store: Store, fresh: () => string): Promise<string> {
  const first = await readStored(store, FORM_KEY_PATH, KIND);
  if (first !== undefined) return first.value.key;
  await writeStored(store, FORM_KEY_PATH, KIND, { value: { version: 1, key: fresh() }, version: null });
  const kept = await readStored(store, FORM_KEY_PATH, KIND);
  if (kept === undefined) throw new InvariantError('The key of the forms was written and is not there');
  return kept.value.key;
}
