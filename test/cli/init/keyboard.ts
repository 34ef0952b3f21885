/** Somebody at the terminal: waits until a question is on the screen, then presses keys. Nothing waits for time. */
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

export const DOWN = '\u001b[B';
export const ENTER = '\r';
export const SPACE = ' ';

export interface Keyboard {
  readonly input: PassThrough;
  readonly output: PassThrough & { readonly columns: number };
  /** Everything that was ever drawn, keys of a terminal left out. */
  readonly screen: () => string;
  /** Each question (a piece of it) and the keys pressed when it is there; throws when the work ends or fails before it. */
  readonly play: (
    script: readonly (readonly [question: string, keys: string])[],
    work: Promise<unknown>,
  ) => Promise<void>;
}

export function createKeyboard(): Keyboard {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { columns: 200 });
  // Each question ends what it drew on; a screen stays, as those of a process do.
  output.end = () => output;
  let drawn = '';
  let read = 0;
  let look = (): void => undefined;
  output.on('data', (chunk: Buffer) => {
    drawn += chunk.toString('utf8');
    look();
  });

  /** Resolves when the words are drawn after what was read before. */
  const see = async (words: string): Promise<void> =>
    new Promise((resolve) => {
      look = () => {
        const at = drawn.indexOf(words, read);
        if (at < 0) return;
        read = at + words.length;
        look = () => undefined;
        // The keys are heard once the whole question is drawn.
        setImmediate(resolve);
      };
      look();
    });

  return {
    input,
    output,
    screen: () => stripVTControlCharacters(drawn),
    async play(script, work) {
      for (const [question, keys] of script) {
        const ended = work.then((result) => {
          throw new Error(`It ended with ${String(result)} before "${question}" was asked`);
        });
        await Promise.race([see(question), ended]);
        input.write(keys);
      }
    },
  };
}
