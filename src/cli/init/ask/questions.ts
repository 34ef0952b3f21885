/** What a setup asks through, so that it does not know what asks. */

export interface Choice<Value> {
  readonly value: Value;
  /** One line, harmless to show. */
  readonly name: string;
}

/** What is wrong with an answer and what was expected; null: nothing. */
export type CheckAnswer = (answer: string) => string | null;

/** Every one of them throws Interrupted when somebody stops instead of answering. */
export interface Questions {
  /** Answers are trimmed, and asked for again until `check` has nothing to say. */
  text(question: {
    readonly message: string;
    readonly suggested?: string;
    readonly check: CheckAnswer;
  }): Promise<string>;
  /** The same, never shown. */
  secret(question: { readonly message: string; readonly check: CheckAnswer }): Promise<string>;
  /** One of at least one choice; long lists can be searched. */
  choose<Value>(question: {
    readonly message: string;
    readonly choices: readonly Choice<Value>[];
    readonly suggested?: Value;
  }): Promise<Value>;
  /** Several of them; `least`: how many at least. */
  chooseSome<Value>(question: {
    readonly message: string;
    readonly choices: readonly Choice<Value>[];
    readonly least: 0 | 1;
  }): Promise<readonly Value[]>;
  confirm(question: { readonly message: string; readonly suggested: boolean }): Promise<boolean>;
}

/** Somebody stopped: Ctrl+C, Ctrl+D, or the end of the input. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
