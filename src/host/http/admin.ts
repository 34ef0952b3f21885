/** POST /admin/functions/{name}: runs a timer or queue function now, as the Functions host lets its master key do. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Call } from '../functions/invoke.ts';
import { callOf } from '../queues/process-message.ts';
import type { HostedFunction } from '../functions/hosted-functions.ts';
import { z } from 'zod';

export interface Admin {
  readonly functions: readonly HostedFunction[];
  /** The call that a timer makes of a run by hand. */
  readonly timerCall: (name: string) => Call;
  /** Starts it and does not wait. */
  readonly start: (hosted: HostedFunction, call: Call) => void;
}

/** A queue message holds at most 64 KiB. */
const LONGEST_BODY = 128 * 1024;
const bodySchema = z.looseObject({ input: z.string().optional() });

/** 202 as soon as it runs; whether it succeeds is in the log. The caller has shown the master key, so refusals say why. */
export async function runByHand(
  admin: Admin,
  name: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const hosted = admin.functions.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (hosted === undefined) {
    refuse(
      outgoing,
      404,
      `No function is named "${name}". There are ${admin.functions.map((one) => one.name).join(', ')}.`,
    );
    return;
  }
  if (hosted.kind === 'http') {
    refuse(outgoing, 400, `${hosted.name} is called by its route, not by hand.`);
    return;
  }
  if (hosted.kind === 'warmup') {
    refuse(outgoing, 400, `${hosted.name} is run at every start, not by hand.`);
    return;
  }
  const text = await readBody(incoming);
  if (text === undefined) {
    refuse(outgoing, 413, `The body is too long; expected at most ${LONGEST_BODY / 1024} KiB.`);
    return;
  }
  const body = bodySchema.safeParse(parse(text));
  if (!body.success) {
    refuse(outgoing, 400, 'The body is not understood; expected JSON: {} or {"input": "the message"}.');
    return;
  }
  if (hosted.kind === 'timer') admin.start(hosted, admin.timerCall(hosted.name));
  else if (body.data.input !== undefined) admin.start(hosted, callOf(body.data.input));
  else {
    refuse(outgoing, 400, `${hosted.name} takes a message; expected {"input": "the message"}.`);
    return;
  }
  outgoing.writeHead(202).end();
}

/** No body at all is as good as {}. undefined: no JSON. */
function parse(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** undefined: too long. */
async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = z.instanceof(Buffer).parse(chunk);
    size += bytes.length;
    if (size <= LONGEST_BODY) chunks.push(bytes);
  }
  return size > LONGEST_BODY ? undefined : Buffer.concat(chunks).toString('utf8');
}

function refuse(outgoing: ServerResponse, status: 400 | 404 | 413, detail: string): void {
  outgoing
    .writeHead(status, { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' })
    .end(JSON.stringify({ status, detail }));
}
