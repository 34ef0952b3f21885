/** Asks up to 20 questions of one kind of record in one request. One part that failed fails the batch: no answer is not "nobody". */
import type { HttpReply } from '../../http/attempt.ts';
import type { HeaderMap } from '../../http/retry.ts';
import type { GraphClient } from './client.ts';
import { saysGone, shaped, unusable } from './fault.ts';
import { chunksOf } from '../filter.ts';
import { batchSchema } from '../schema.ts';

/** Graph refuses larger batches. */
export const MOST_PARTS = 20;

/** A GET of `path`: below /v1.0, encoded, with its query. */
export interface BatchQuestion {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}
export type BatchPart = { readonly question: BatchQuestion } & (
  { readonly kind: 'found'; readonly value: unknown } | { readonly kind: 'gone' }
);

/**
 * Answers in the order of the questions. `gone` only where Graph itself says that there is no such object. Throws
 * RemoteError for any other failure of any part.
 */
export async function readBatch(
  client: GraphClient,
  questions: readonly BatchQuestion[],
): Promise<readonly BatchPart[]> {
  const answers = await Promise.all(chunksOf(questions, MOST_PARTS).map((chunk) => readOne(client, chunk)));
  return answers.flat();
}

async function readOne(client: GraphClient, questions: readonly BatchQuestion[]): Promise<readonly BatchPart[]> {
  const requests = questions.map(({ path, headers }, at) => ({
    id: String(at + 1),
    method: 'GET',
    url: path,
    ...(headers === undefined ? {} : { headers }),
  }));
  const about = requests[0]?.url ?? '';
  const answer = await client.ask({ path: '/$batch', purpose: 'data', json: { requests }, weigh: firstFailure, about });
  const { responses } = shaped(batchSchema, answer.value, answer.request);
  const byId = new Map(responses.map((response) => [response.id, response]));
  return questions.map((question, at) => {
    const response = byId.get(String(at + 1));
    if (response === undefined) throw unusable(answer.request, 'a batch in which one of the answers is missing');
    return response.status === 404 ? { kind: 'gone', question } : { kind: 'found', question, value: response.body };
  });
}

/** The first part that is neither good nor surely gone, in place of the batch: so it is repeated, or reported, as itself. */
function firstFailure(reply: HttpReply): HttpReply {
  if (reply.kind !== 'answer' || reply.status !== 200 || reply.body.kind !== 'json') return reply;
  const parsed = batchSchema.safeParse(reply.body.value);
  const failed = parsed.data?.responses.find(
    ({ status, body }) => (status < 200 || status >= 300) && !(status === 404 && saysGone(body)),
  );
  if (failed === undefined) return reply;
  const own = Object.entries(failed.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  const headers: HeaderMap = { date: reply.headers['date'], ...Object.fromEntries<string>(own) };
  return {
    kind: 'answer',
    status: failed.status,
    headers,
    body: { kind: 'json', value: failed.body },
  };
}
