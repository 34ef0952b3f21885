/** A terminal that keeps what is said to it, and answers questions as a test says. */
import { PLAIN } from '../../src/reports/text/text-page.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

export interface RecordingTerminal extends Terminal {
  /** What went to stdout. */
  readonly out: () => string;
  /** What went to stderr, one entry per note. */
  readonly err: () => string;
  readonly asked: readonly string[];
  /** What a spinner would have shown; `done` where it stopped. */
  readonly phases: readonly string[];
}

/** `answer` makes it interactive: it is called when somebody is asked. */
export function createRecordingTerminal(answer?: (question: string) => string): RecordingTerminal {
  const printed: string[] = [];
  const said: string[] = [];
  const asked: string[] = [];
  const phases: string[] = [];
  return {
    print: (text) => void printed.push(text),
    say: (text) => void said.push(text),
    width: 100,
    paint: PLAIN,
    interactive: answer !== undefined,
    ask: async (question) => {
      asked.push(question);
      if (answer === undefined) throw new Error('Nobody can be asked');
      return answer(question);
    },
    progress: { phase: (text) => void phases.push(text), done: () => void phases.push('done') },
    out: () => printed.join(''),
    err: () => said.join('\n'),
    asked,
    phases,
  };
}
