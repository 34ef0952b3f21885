import { BODY_LIMIT, readJsonBody } from '../../../src/runtime/webhooks/read-json-body.ts';
import { createServer, IncomingMessage, request as send } from 'node:http';
import { describe, expect, test } from 'vitest';
import { HttpRequest } from '@azure/functions';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { listen } from '../../support/served/listen.ts';

const requestOf = (bytes: Uint8Array | undefined): HttpRequest =>
  new HttpRequest({
    url: 'https://app.example/api/webhooks/okta/pinecrest',
    method: 'POST',
    ...(bytes !== undefined && { body: { bytes } }),
  });
const utf8 = (body: string): Uint8Array => Buffer.from(body, 'utf8');

describe('a body', () => {
  test.each<[string, Uint8Array, unknown]>([
    ['of JSON is read', utf8('{"name":"Zoë"}'), { name: 'Zoë' }],
    ['with a byte-order mark is read', utf8('\ufeff[1]'), [1]],
    ['of null is null', utf8('null'), null],
  ])('%s', async (_what, bytes, value) => {
    expect(await readJsonBody(requestOf(bytes))).toEqual({ kind: 'json', value });
  });

  test('as long as the limit is read, one byte more is too long', async () => {
    const longest = utf8(`"${'x'.repeat(BODY_LIMIT - 2)}"`);

    expect(await readJsonBody(requestOf(longest))).toMatchObject({ kind: 'json' });
    expect(await readJsonBody(requestOf(Buffer.concat([longest, utf8(' ')])))).toEqual({
      kind: 'refused',
      status: 413,
    });
  });

  test.each<[string, Uint8Array | undefined]>([
    ['that is not there', undefined],
    ['that is empty', utf8('')],
    ['that is cut', utf8('{"a":')],
    ['with something behind it', utf8('{} {}')],
    ['of a form', utf8('a=1&b=2')],
    ['in Latin-1', Buffer.from('{"name":"Zoë"}', 'latin1')],
    ['with half a surrogate', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ['in UTF-16', Buffer.from('{}', 'utf16le')],
  ])('%s is refused', async (_what, bytes) => {
    expect(await readJsonBody(requestOf(bytes))).toEqual({ kind: 'refused', status: 400 });
  });

  test('of a great depth is read like any other', async () => {
    const depth = 250_000;

    expect(await readJsonBody(requestOf(utf8('['.repeat(depth) + ']'.repeat(depth))))).toMatchObject({ kind: 'json' });
  });
});

test('a body that never ends is left after the limit, and the answer still arrives', async () => {
  // As the host hands a streamed request over: the incoming message is the body.
  const server = createServer((incoming, outgoing) => {
    const request = new Request('https://app.example/', { method: 'POST', body: incoming, duplex: 'half' });
    void readJsonBody(request).then((body) => {
      outgoing.writeHead(body.kind === 'refused' ? body.status : 200).end('done');
    });
  });
  const port = await listen(server);
  const outgoing = send({ host: '127.0.0.1', port, method: 'POST' });
  const answered = once(outgoing, 'response');
  for (let sent = 0; sent <= BODY_LIMIT; sent += 65_536) outgoing.write(Buffer.alloc(65_536, 0x20));

  const [answer] = z.tuple([z.instanceof(IncomingMessage)]).parse(await answered);

  expect(answer.statusCode).toBe(413);
  expect(await text(answer)).toBe('done');
  outgoing.destroy();
  server.closeAllConnections();
  server.close();
});
