/** One person's way through a run, in the order in which it is decided. */
export interface Explanation {
  /** What was asked for, as typed. */
  readonly asked: string;
  readonly steps: readonly ExplanationStep[];
}
export interface ExplanationStep {
  readonly step: 'source' | 'scope' | 'match' | 'decision' | 'guards' | 'next';
  /** One sentence. */
  readonly answer: string;
  readonly details: readonly string[];
}
