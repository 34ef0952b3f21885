/** Replaces every `{ "env": "NAME" }` of a parsed configuration by the value of that environment variable. */
import type { Environment } from '../environment.ts';
import type { ConfigProblem } from '../../errors.ts';
import { isLoopback } from '../../domain/loopback.ts';
import { createSecret, type Secret } from './secret.ts';

/** What a secret that Rollcall itself compares must look like: long enough not to be guessed, short enough for the sender, fit for a header. */
const SHARED = /^[\x21-\x7e]{16,128}$/;

/** What signs has to be long enough, too; behind `whsec_` there is Base64. */
const SIGNING_KEY = /^(?:whsec_[A-Za-z0-9+/]{24,}={0,2}|(?!whsec_)[\x21-\x7e]{24,512})$/;

/**
 * Looks up one secret; a problem is noted under its path, and its value never is. `shared`: the directory sends it to Rollcall; `address`: messages are sent there;
 * `key`: messages are signed with it.
 */
export type ReadSecret = (ref: { readonly env: string }, path: string, use?: 'shared' | 'address' | 'key') => Secret;

export function secretReader(env: Environment, problems: ConfigProblem[]): ReadSecret {
  return (ref, path, use) => {
    // Own properties only: "constructor" is no variable.
    const value = Object.hasOwn(env, ref.env) ? env[ref.env] : undefined;
    if (value === undefined || value.trim() === '') {
      const problem = value === undefined ? 'not set' : 'empty';
      problems.push({
        path,
        message: looksLikeASecret(ref.env)
          ? `The environment variable named here is ${problem}. If this is the secret itself, put it into an environment variable and write that one's name.`
          : `Environment variable ${ref.env} is ${problem}; expected the secret itself.`,
      });
    } else if (value.trimStart().startsWith('@Microsoft.KeyVault(')) {
      problems.push({
        path,
        message: `Environment variable ${ref.env} still reads @Microsoft.KeyVault(…): the Key Vault reference was not resolved. Check the app's identity, its right to read secrets, and keyVaultReferenceIdentity.`,
      });
    } else if (use === 'shared' && !SHARED.test(value)) {
      problems.push({
        path,
        message: `Environment variable ${ref.env} has to hold 16 to 128 printable ASCII characters without blanks, such as \`openssl rand -hex 32\` makes; it holds ${value.length} characters.`,
      });
    } else if (use === 'address' && !isSafeAddress(value)) {
      problems.push({
        path,
        message: `Environment variable ${ref.env} has to hold the whole address of the webhook, beginning with https:// (plain http is for this machine alone), without a user name or a fragment.`,
      });
    } else if (use === 'key' && !SIGNING_KEY.test(value)) {
      problems.push({
        path,
        message: `Environment variable ${ref.env} has to hold at least 24 printable ASCII characters without blanks, such as whsec_ and what \`openssl rand -base64 32\` makes; it holds ${value.length} characters.`,
      });
    }
    return createSecret(ref.env, value ?? '');
  };
}

/** Capitals, small letters and digits all mixed: a key that somebody wrote where the name belongs. It is not repeated. */
function looksLikeASecret(name: string): boolean {
  return name.length >= 12 && [/[A-Z]/, /[a-z]/, /[0-9]/].every((kind) => kind.test(name));
}

function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const encrypted = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
  return encrypted && [url.username, url.password, url.hash].every((part) => part === '');
}
