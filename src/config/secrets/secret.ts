/** A secret's value, kept so that it cannot slip into a log, a report or an error by being printed. */
export interface Secret {
  /** Name of the environment variable it came from; safe to print. */
  readonly name: string;
  readonly reveal: () => string;
}

export function createSecret(name: string, value: string): Secret {
  return { name, reveal: () => value };
}
