/** Leads one request through the traffic log, the fault script and the latency to its double, and the answer back. */
import type { FaultEffect, SandboxSystem } from '../context.ts';
import { decodeTarget } from './decode-target.ts';
import type { FaultScript } from './fault-script.ts';
import { pause } from './pause.ts';
import { cutAnswer, editAnswer, scriptedAnswer, withText } from './spoil-answer.ts';
import type { TrafficLog } from './traffic-log.ts';
import { loggedBody } from './traffic-log.ts';

export interface Frame {
  readonly system: SandboxSystem;
  readonly double: { fetch(request: Request): Response | Promise<Response> };
  readonly faults: FaultScript;
  readonly traffic: TrafficLog;
  readonly latencyMs: number;
  readonly stopped: AbortSignal;
}

/**
 * Answers null when the connection is to drop. A request is carried out when it arrives and its answer is held back for the latency and for a `delay`:
 * a caller who gives up waiting meets the same world as one whose connection dropped after the write.
 */
export async function handleRequest(frame: Frame, arrived: Request): Promise<Response | null> {
  const { request, text } = await wholeRequest(arrived);
  const path = decodeTarget(request.url);
  const { system, traffic, stopped } = frame;
  const requestBody = traffic.keepsBodies ? loggedBody(text) : null;
  const complete = traffic.arrive({ system, method: request.method, path, requestBody });
  const effect = frame.faults.strike(system, request.method, path);

  const answer = await answerWith(frame, request, effect);
  await pause(frame.latencyMs + (effect?.kind === 'delay' ? effect.ms : 0), stopped);
  if (answer === null || stopped.aborted) {
    complete(null, null);
    return null;
  }
  if (!traffic.keepsBodies) {
    complete(answer.status, null);
    return answer;
  }
  const answerText = await answer.text();
  complete(answer.status, loggedBody(answerText));
  return withText(answer, answerText);
}

async function answerWith(frame: Frame, request: Request, effect: FaultEffect | null): Promise<Response | null> {
  switch (effect?.kind) {
    case undefined:
    case 'delay':
      return frame.double.fetch(request);
    case 'answer':
      return scriptedAnswer(effect);
    case 'drop':
      return null;
    case 'drop-after':
      await (await frame.double.fetch(request)).text();
      return null;
    case 'cut':
      return cutAnswer(await frame.double.fetch(request));
    case 'edit':
      return editAnswer(await frame.double.fetch(request), effect.edit);
    case 'meanwhile':
      await effect.act();
      return frame.double.fetch(request);
  }
}

/** Reads the body to its end first, so that a double changes the world in one go, without waiting in between. */
async function wholeRequest(arrived: Request): Promise<{ request: Request; text: string }> {
  if (arrived.method === 'GET' || arrived.method === 'HEAD') return { request: arrived, text: '' };
  const text = await arrived.text();
  const { url, method, headers } = arrived;
  return { request: new Request(url, text === '' ? { method, headers } : { method, headers, body: text }), text };
}
