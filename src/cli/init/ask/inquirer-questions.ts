/** Asks on the terminal. The only file that knows what draws the questions; it is loaded when there is something to ask. */
import { checkbox, confirm, input, password, search, select } from '@inquirer/prompts';
import { Interrupted, type Choice, type Questions } from './questions.ts';

export interface QuestionStreams {
  readonly input: NodeJS.ReadableStream;
  /** Not stdout: results alone go there. */
  readonly output: NodeJS.WritableStream;
}

/** More than these are searched, not walked through. */
const MOST_IN_VIEW = 15;

export function createInquirerQuestions(streams: QuestionStreams): Questions {
  const asked = <Answer>(ask: (context: QuestionStreams & { readonly signal: AbortSignal }) => Promise<Answer>) =>
    untilStopped(streams, ask);

  const choose: Questions['choose'] = ({ message, choices, suggested }) => {
    const first = suggested === undefined ? {} : { default: suggested };
    const all = choices.map(({ value, name }) => ({ value, name, short: name }));
    return asked((context) =>
      all.length > MOST_IN_VIEW
        ? search(
            {
              message: `${message} (type to search)`,
              source: (term) => found(all, term),
              pageSize: MOST_IN_VIEW,
              ...first,
            },
            context,
          )
        : select({ message, choices: all, loop: false, pageSize: MOST_IN_VIEW, ...first }, context),
    );
  };

  return {
    choose,
    text: ({ message, suggested, check }) =>
      asked(async (context) => {
        const config = { message, validate: (answer: string) => check(answer.trim()) ?? true };
        return (await input({ ...config, ...(suggested !== undefined && { default: suggested }) }, context)).trim();
      }),
    secret: ({ message, check }) =>
      asked(async (context) =>
        (
          await password(
            { message, mask: true, toggleMask: false, validate: (answer) => check(answer.trim()) ?? true },
            context,
          )
        ).trim(),
      ),
    confirm: ({ message, suggested }) => asked((context) => confirm({ message, default: suggested }, context)),
    chooseSome: ({ message, choices, least }) =>
      choices.length > MOST_IN_VIEW
        ? searchSome(choose, { message, choices, least })
        : asked((context) =>
            checkbox({ message, choices: choices.map(plain), required: least > 0, pageSize: MOST_IN_VIEW }, context),
          ),
  };
}

/** A long list is searched once for each: nobody ticks boxes in hundreds of lines. */
async function searchSome<Value>(
  choose: Questions['choose'],
  { message, choices, least }: { message: string; choices: readonly Choice<Value>[]; least: 0 | 1 },
): Promise<readonly Value[]> {
  const chosen: Value[] = [];
  for (;;) {
    const left = choices.filter(({ value }) => !chosen.includes(value));
    const enough = chosen.length >= least || left.length === 0;
    const next = await choose<{ readonly value: Value } | null>({
      message: chosen.length === 0 ? message : `${message} (${chosen.length} so far)`,
      choices: [
        ...(enough ? [{ value: null, name: 'No more' }] : []),
        ...left.map(({ value, name }) => ({ value: { value }, name })),
      ],
    });
    if (next === null) return chosen;
    chosen.push(next.value);
  }
}

function found<Value>(choices: readonly Choice<Value>[], term: string | undefined): readonly Choice<Value>[] {
  const wanted = (term ?? '').trim().toLowerCase();
  return choices.filter(({ name }) => name.toLowerCase().includes(wanted));
}

function plain<Value>({ value, name }: Choice<Value>): Choice<Value> & { readonly short: string } {
  return { value, name, short: name };
}

/** Ctrl+C the library notices by itself; of Ctrl+D and an input that ends it would wait for ever. */
async function untilStopped<Answer>(
  streams: QuestionStreams,
  ask: (context: QuestionStreams & { readonly signal: AbortSignal }) => Promise<Answer>,
): Promise<Answer> {
  const stop = new AbortController();
  const ended = (): void => {
    stop.abort();
  };
  const pressed = (_text: unknown, key: { readonly ctrl?: boolean; readonly name?: string } | undefined): void => {
    if (key?.ctrl === true && key.name === 'd') stop.abort();
  };
  streams.input.on('keypress', pressed).on('end', ended).on('close', ended);
  try {
    return await ask({ ...streams, signal: stop.signal });
  } catch (error) {
    if (error instanceof Error && (error.name === 'ExitPromptError' || error.name === 'AbortPromptError'))
      throw new Interrupted('Stopped while asking');
    throw error;
  } finally {
    streams.input.off('keypress', pressed).off('end', ended).off('close', ended);
  }
}
