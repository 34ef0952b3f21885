/** One person's way through a run, in the order in which it is decided. */
export interface Explanation {
  /** What was asked for, as typed. */
  readonly asked: string;
  readonly steps: readonly ExplanationStep[];
}

/** A fresh look at both sides, of which it is not certain that they can be read. */
export type FreshLook =
  | { readonly kind: 'explained'; readonly explanation: Explanation }
  /** `detail`: what could not be read, in words that may be shown. */
  | { readonly kind: 'failed'; readonly detail: string };

export interface ExplanationStep {
  readonly step: 'source' | 'scope' | 'match' | 'decision' | 'guards' | 'next';
  /** One sentence. */
  readonly answer: string;
  readonly details: readonly string[];
}
