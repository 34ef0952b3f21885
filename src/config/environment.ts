/** The environment of this process: the only place that reads it, or adds to it. It loads nothing, since functions are registered by it too. */

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of this process. */
export function environment(): Environment {
  return process.env;
}

/** Sets in this process what its environment does not have yet, and answers all of it. What it has wins, even when it is empty. */
export function fillEnvironment(values: Readonly<Record<string, string>>): Environment {
  for (const [name, value] of Object.entries(values)) process.env[name] ??= value;
  return environment();
}
