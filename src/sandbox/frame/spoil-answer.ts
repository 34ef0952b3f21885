/** What the faults do to an answer. The doubles never know. */
import type { FaultEffect } from '../context.ts';

const WITHOUT_BODY = new Set([101, 204, 205, 304]);

/** The whole answer made up by a fault of kind `answer`; JSON unless its headers say otherwise. */
export function scriptedAnswer(effect: Extract<FaultEffect, { kind: 'answer' }>): Response {
  const headers = new Headers(effect.headers);
  const body = WITHOUT_BODY.has(effect.status) ? null : (effect.body ?? '');
  if (body !== null && !headers.has('content-type')) headers.set('content-type', 'application/json; charset=utf-8');
  return new Response(body, { status: effect.status, headers });
}

/** Half of the text, in a message that is otherwise in order: the reader notices when it parses, not when it reads. */
export async function cutAnswer(answer: Response): Promise<Response> {
  const text = await answer.text();
  return withText(answer, text.slice(0, Math.floor(text.length / 2)));
}

/** Throws SyntaxError when the double did not answer JSON: such a fault is aimed at the wrong request. */
export async function editAnswer(answer: Response, edit: (body: unknown) => unknown): Promise<Response> {
  const edited = edit(JSON.parse(await answer.text()));
  return withText(answer, JSON.stringify(edited));
}

/** The same status and headers around another text. */
export function withText(answer: Response, text: string): Response {
  const headers = new Headers(answer.headers);
  headers.delete('content-length');
  return new Response(WITHOUT_BODY.has(answer.status) ? null : text, { status: answer.status, headers });
}
