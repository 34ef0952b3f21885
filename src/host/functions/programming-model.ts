/** The part of the `@azure/functions-core` interface that the library `@azure/functions` gives its host: what it can do, and one model for each invocation. */
import type { InvocationContext } from '@azure/functions';

export type FunctionHandler = (...given: never[]) => unknown;

export interface ProgrammingModel {
  /** Ends the setup. `HttpUri` of the answer is the library's own HTTP server, there when streaming is on. */
  getCapabilities(known: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string | undefined>>>;
  getInvocationModel(core: CoreInvocation): InvocationModel;
}

/** The steps of one invocation, in this order. */
export interface InvocationModel {
  getArguments(): Promise<{ readonly context: InvocationContext; readonly inputs: unknown[] }>;
  invokeFunction(context: InvocationContext, inputs: unknown[], handler: FunctionHandler): Promise<unknown>;
  /** Resolves when the outputs are converted; of a streamed answer, when its last byte was handed over. */
  getResponse(context: InvocationContext, result: unknown): Promise<unknown>;
}

export interface CoreInvocation {
  readonly invocationId: string;
  readonly metadata: unknown;
  readonly request: {
    readonly invocationId: string;
    readonly triggerMetadata: TriggerMetadata;
    readonly inputData: readonly { readonly name: string; readonly data: TypedData }[];
  };
  log(level: string, category: string, message: string): void;
}

export type TriggerMetadata = Readonly<Record<string, TypedData>>;

/** A value on its way to the library: `string` is parsed as JSON where it is JSON, `json` always. */
export type TypedData =
  | { readonly string: string }
  | { readonly json: string }
  | { readonly int: number }
  | { readonly http: Readonly<Record<string, never>> };
