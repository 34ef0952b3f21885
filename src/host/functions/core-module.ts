/** Stands in for `@azure/functions-core`, which else exists only inside the Functions host: the library `@azure/functions` requires it by that name and calls what is here. */
import type { FunctionHandler, ProgrammingModel } from './programming-model.ts';
import { ConfigError } from '../../errors.ts';
import type { LibraryLog } from '../host-log.ts';

export interface Registration {
  /** Name and bindings, in the library's words. */
  readonly metadata: unknown;
  readonly handler: FunctionHandler;
}

const registrations: Registration[] = [];
let model: ProgrammingModel | undefined;
let sink: LibraryLog | undefined;

export function setProgrammingModel(given: ProgrammingModel): void {
  model = given;
}

export function registerFunction(metadata: unknown, handler: FunctionHandler): void {
  registrations.push({ metadata, handler });
}

/** No hook is ever run here, so none is accepted. */
export function registerHook(name: string): never {
  throw new ConfigError([
    {
      path: `hook ${name}`,
      message:
        'A function registers this hook, and rollcall serve runs none. Take it out, or host the functions with Azure Functions Core Tools: func start.',
    },
  ]);
}

/** Its presence tells the library that the host can stream. */
export function log(level: string, category: string, message: string): void {
  sink?.(level, category, message);
}

/** Sends to `to` what the library logs outside of invocations. */
export function hearLibrary(to: LibraryLog): void {
  sink = to;
}

/** Everything registered in this process so far. `model` is undefined when nothing was. */
export function readRegistered(): {
  readonly model: ProgrammingModel | undefined;
  readonly registrations: readonly Registration[];
} {
  return { model, registrations: [...registrations] };
}
