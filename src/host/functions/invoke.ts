/** Runs one function once through the library's own model of an invocation, and logs how it ended. */
import { ConfigError, RefusedError, RemoteError } from '../../errors.ts';
import { libraryLog, type HostLog, type HostLogFields } from '../host-log.ts';
import type { ProgrammingModel, TriggerMetadata, TypedData } from './programming-model.ts';
import type { HostClock } from '../host-clock.ts';
import type { HostedFunction } from './hosted-functions.ts';

export interface Call {
  readonly id: string;
  readonly data: TypedData;
  readonly triggerMetadata: TriggerMetadata;
}

/** `empty`: it succeeded and returned nothing. */
export type CallOutcome = 'answered' | 'empty' | 'failed';

/** Never rejects: a function that throws has failed, and that is logged. */
export type Invoke = (hosted: HostedFunction, call: Call) => Promise<CallOutcome>;

export interface InvokeOptions {
  readonly model: ProgrammingModel;
  readonly log: HostLog;
  readonly clock: HostClock;
}

export function createInvoke({ model, log, clock }: InvokeOptions): Invoke {
  return async (hosted, { id, data, triggerMetadata }) => {
    const fields = { function: hosted.name, invocation: id };
    log(hosted.kind === 'http' ? 'debug' : 'info', 'invocation started', fields);
    const started = clock.now().getTime();
    const took = (): HostLogFields => ({ ...fields, ms: clock.now().getTime() - started });
    try {
      const invocation = model.getInvocationModel({
        invocationId: id,
        metadata: hosted.metadata,
        request: { invocationId: id, triggerMetadata, inputData: [{ name: hosted.binding, data }] },
        log: libraryLog(log, fields),
      });
      const { context, inputs } = await invocation.getArguments();
      const result = await invocation.invokeFunction(context, inputs, hosted.handler);
      await invocation.getResponse(context, result);
      log('info', 'invocation succeeded', took());
      return result === undefined || result === null ? 'empty' : 'answered';
    } catch (error) {
      log('error', 'invocation failed', { ...took(), ...faultFields(error) });
      return 'failed';
    }
  };
}

/** What we throw on purpose explains itself; for the rest, where it comes from is worth its lines. */
export function faultFields(error: unknown): HostLogFields {
  if (!(error instanceof Error)) return { fault: typeof error, detail: String(error) };
  const explained = error instanceof ConfigError || error instanceof RefusedError || error instanceof RemoteError;
  return {
    fault: error.name,
    detail: error.message,
    ...(!explained && error.stack !== undefined && { stack: error.stack }),
  };
}
