/** Where a receiver listens. The whole address is a secret: whoever knows it may write there. */
import { isLoopback } from '../../domain/loopback.ts';

type HookAddress =
  | { readonly kind: 'address'; readonly url: URL }
  /** A predicate that repeats nothing of it: "is no address". */
  | { readonly kind: 'unusable'; readonly problem: string };

export function hookAddress(text: string): HookAddress {
  const unusable = (problem: string): HookAddress => ({ kind: 'unusable', problem });
  if (!URL.canParse(text)) return unusable('is no address; expected one that begins with https://');
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url)))
    return unusable('is not encrypted; use https (plain http is for this machine alone)');
  if (url.username !== '' || url.password !== '') return unusable('holds a user name or a password');
  if (url.hash !== '') return unusable('holds a fragment, which is never sent');
  return { kind: 'address', url };
}
