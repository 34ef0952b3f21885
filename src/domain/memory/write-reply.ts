import type { MemberKey } from '../ids.ts';

/** What became of one write. `unknown`: it was sent and no usable answer came; look before doing anything else. */
export type WriteReply =
  | { readonly kind: 'done'; readonly key: MemberKey }
  | { readonly kind: 'refused'; readonly detail: string; readonly fatal: boolean }
  | { readonly kind: 'unknown'; readonly detail: string };
