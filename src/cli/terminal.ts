/** What a command speaks through: stdout for results, stderr for everything else, a spinner where a person watches. Colour obeys NO_COLOR. */
import { createInterface } from 'node:readline/promises';
import { once } from 'node:events';
import type { Paint } from '../reports/text/text-page.ts';
import type { Progress } from '../ports/run-ports.ts';
import { SILENT } from '../runtime/silent.ts';
import pc from 'picocolors';

export interface Terminal {
  /** Results: what a script would read. */
  readonly print: (text: string) => void;
  /** Notes for people; never mixed into results. */
  readonly say: (text: string) => void;
  readonly width: number;
  readonly paint: Paint;
  /** Whether somebody can be asked. */
  readonly interactive: boolean;
  readonly ask: (question: string) => Promise<string>;
  readonly progress: Progress;
}

/** What is needed of a process; absent `isTTY`: a pipe or a file. */
interface Streams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

export async function createTerminal(streams: Streams): Promise<Terminal> {
  const { stdin, stdout, stderr } = streams;
  return {
    print: (text) => {
      stdout.write(text);
    },
    say: (text) => {
      stderr.write(`${text}\n`);
    },
    width: stdout.isTTY === true && stdout.columns !== undefined && stdout.columns > 0 ? stdout.columns : 100,
    paint: pc.createColors(pc.isColorSupported && stdout.isTTY === true),
    interactive: stdin.isTTY === true && stderr.isTTY === true,
    ask: (question) => ask(question, stdin, stderr),
    progress: stderr.isTTY === true ? await createSpinner(stderr) : SILENT,
  };
}

/** Whoever closes the input (Ctrl+C, Ctrl+D, the end of a file) has answered nothing. */
async function ask(question: string, input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Promise<string> {
  const lines = createInterface({ input, output });
  const closed = once(lines, 'close').then(() => undefined);
  const answered = lines.question(question).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'AbortError') return undefined;
    throw error;
  });
  try {
    const answer = await Promise.race([answered, closed]);
    if (answer === undefined) output.write('\n');
    return answer ?? '';
  } finally {
    lines.close();
  }
}

async function createSpinner(stream: NodeJS.WritableStream): Promise<Progress> {
  const { default: ora } = await import('ora');
  const spinner = ora({ stream, discardStdin: false });
  return {
    phase: (text) => {
      spinner.start(text);
    },
    done: () => {
      spinner.stop();
    },
  };
}
