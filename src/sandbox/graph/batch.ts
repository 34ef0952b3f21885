/** Graph's `$batch`: up to 20 requests in one, each answered on its own and in no particular order. */
import type { Hono } from 'hono';
import { z } from 'zod';
import { readJson } from './read-json.ts';
import { badRequest } from './refusal.ts';

const batchBody = z.object({
  requests: z
    .array(
      z.object({
        id: z.string().min(1),
        method: z.enum(['GET', 'POST']),
        url: z.string().startsWith('/'),
        headers: z.record(z.string(), z.string()).optional(),
        body: z.unknown().optional(),
      }),
    )
    .min(1),
});
const MOST_REQUESTS = 20;

/** `root` is the whole double: each part takes the way of a request of its own, under the batch's authorization. */
export function addBatchRoute(app: Hono, root: Hono): void {
  app.post('/$batch', async (c) => {
    const body = batchBody.safeParse(await readJson(c));
    if (!body.success) throw badRequest('Invalid batch payload format.');
    const { requests } = body.data;
    if (requests.length > MOST_REQUESTS)
      throw badRequest(`Number of batch request steps exceeds max value of ${MOST_REQUESTS}.`);
    if (new Set(requests.map((one) => one.id)).size < requests.length)
      throw badRequest('Request Id has to be unique in a batch.');
    const nested = requests.find((one) => one.url.startsWith('/$batch'));
    if (nested !== undefined) throw badRequest(`Request '${nested.id}' is a batch within a batch.`);

    const responses = await Promise.all(
      requests.map(async (one) => {
        const headers = new Headers(one.headers);
        headers.set('Authorization', c.req.header('Authorization') ?? '');
        if (one.body !== undefined) headers.set('Content-Type', 'application/json');
        const answer = await root.request(`${new URL(c.req.url).origin}/v1.0${one.url}`, {
          method: one.method,
          headers,
          ...(one.body === undefined ? {} : { body: JSON.stringify(one.body) }),
        });
        const answered: unknown = await answer.json();
        return { id: one.id, status: answer.status, headers: Object.fromEntries(answer.headers), body: answered };
      }),
    );
    // Graph promises no order; a client that counts on one is to be found out.
    return c.json({ responses: responses.reverse() });
  });
}
