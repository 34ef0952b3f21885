/** What leaves with a private key: a signed assertion, and proofs of possession (DPoP) where the org demands them. */
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { directoryAt } from '../start-org.ts';
import { bodyOf, startServer } from '../start-server.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const credential = {
  kind: 'private-key',
  clientId: '0oaservice',
  privateKeyPem: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
  keyId: 'key-1',
} as const;
const GROUP = '00g00000000000000001';

interface Heard {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly dpop: string | undefined;
  readonly body: URLSearchParams;
}

/** An org that keeps what it hears and answers by `answer`. */
async function startListening(answer: (heard: Heard, response: ServerResponse) => void) {
  const heard: Heard[] = [];
  const listen = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { authorization, dpop } = request.headers;
    const one = {
      path: (request.url ?? '').replace(/\?.*/, ''),
      authorization,
      dpop: typeof dpop === 'string' ? dpop : undefined,
      body: new URLSearchParams(await bodyOf(request)),
    };
    heard.push(one);
    response.setHeader('content-type', 'application/json');
    answer(one, response);
  };
  const url = await startServer((request, response) => void listen(request, response));
  return { url, heard };
}

const token = (type: string): string =>
  JSON.stringify({ token_type: type, access_token: 'access-1', expires_in: 3600 });

function partsOf(jwt: string | undefined) {
  const [head = '', payload = '', signature = ''] = (jwt ?? '').split('.');
  const part = (text: string): unknown => JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  const signed = verify(
    'sha256',
    Buffer.from(`${head}.${payload}`),
    createPublicKey(privateKey),
    Buffer.from(signature, 'base64url'),
  );
  return { header: part(head), claims: part(payload), signed };
}

test('the assertion names the app, the key and the token endpoint, lapses in five minutes, and is signed with the key', async () => {
  const { url, heard } = await startListening((one, response) =>
    response.end(one.path === '/oauth2/v1/token' ? token('Bearer') : '[]'),
  );
  const { directory } = directoryAt(url, { credential });

  const roster = await directory.readRoster([GROUP]);

  const form = heard[0]?.body;
  const { header, claims, signed } = partsOf(form?.get('client_assertion') ?? '');
  const times = z.object({ iat: z.number(), exp: z.number() }).parse(claims);
  expect(roster).toMatchObject({ complete: true });
  expect(form?.get('scope')).toBe('okta.groups.read okta.users.read');
  expect(header).toMatchObject({ alg: 'RS256', kid: 'key-1' });
  expect(claims).toMatchObject({ iss: '0oaservice', sub: '0oaservice', aud: `${url}/oauth2/v1/token` });
  expect(times.exp - times.iat).toBe(300);
  expect(signed).toBe(true);
  expect(heard[1]?.authorization).toBe('Bearer access-1');
});

test('an org that demands proofs of possession gets them, with its nonce, and a new one for each attempt', async () => {
  let refused = false;
  const { url, heard } = await startListening((one, response) => {
    if (one.path === '/oauth2/v1/token') {
      const { nonce } = z.object({ nonce: z.string().optional() }).parse(partsOf(one.dpop).claims);
      if (nonce === 'nonce-1') response.end(token('DPoP'));
      else response.writeHead(400, { 'dpop-nonce': 'nonce-1' }).end('{"error":"use_dpop_nonce"}');
    } else if (refused) response.end('[]');
    else {
      refused = true;
      response.writeHead(503).end('{}');
    }
  });
  const { directory, meter } = directoryAt(url, { credential });

  const roster = await directory.readRoster([GROUP]);

  const reads = heard.filter(({ path }) => path.startsWith('/api/'));
  const proofs = reads.map(({ dpop }) => partsOf(dpop));
  const ids = proofs.map(({ claims }) => z.object({ jti: z.string() }).parse(claims).jti);
  expect(roster).toMatchObject({ complete: true });
  expect(reads.map(({ authorization }) => authorization)).toEqual(['DPoP access-1', 'DPoP access-1']);
  expect(proofs[0]).toMatchObject({ claims: { htm: 'GET', htu: `${url}/api/v1/groups/${GROUP}/users` }, signed: true });
  expect(new Set(ids).size).toBe(2);
  expect(meter.read()).toMatchObject([{ token: 2, data: 1, retries: 1 }]);
});
