import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { createEntraDirectory } from '../../../../src/adapters/entra/directory.ts';
import { createRequestMeter } from '../../../../src/adapters/http/meter.ts';
import { groupId, personId } from '../../../../src/domain/ids.ts';
import type { Directory } from '../../../../src/ports/run-ports.ts';
import { guidOf } from '../../../../src/sandbox/empty-world.ts';

const TEAM = guidOf('group Team');

/** A directory on a server that answers as it is told, below the given path. */
async function withServer(answer: RequestListener, path: string, use: (directory: Directory) => Promise<void>) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  const directory = createEntraDirectory({
    graphUrl: `http://127.0.0.1:${address.port}${path}`,
    credential: { kind: 'fixed-token', token: 'a-token' },
    timeoutMs: 10_000,
    meter: createRequestMeter(),
    clock: { now: () => new Date(), elapsed: () => 0 },
    delay: async () => undefined,
    random: () => 0.5,
  });
  try {
    await use(directory);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const EMPTY_LIST = JSON.stringify({ '@odata.count': 0, value: [] });

test('a list without a content type is not taken for one', async () => {
  await withServer(
    (_request, response) => response.end(EMPTY_LIST),
    '',
    async (directory) => {
      const fault: unknown = await directory.readRoster([TEAM]).catch((error: unknown) => error);

      expect(fault).toMatchObject({ name: 'RemoteError', reason: 'malformed', status: 200 });
    },
  );
});

test.each([[''], ['/'], ['/graph'], ['/graph/']])(
  'requests go below the configured address "%s", with the token, and say what they accept',
  async (path) => {
    const heard: Pick<IncomingMessage, 'url' | 'headers'>[] = [];
    const answer: RequestListener = ({ url, headers }, response) => {
      heard.push({ ...(url === undefined ? {} : { url }), headers });
      response.setHeader('content-type', 'application/json').end(EMPTY_LIST);
    };
    await withServer(answer, path, async (directory) => {
      const roster = await directory.readRoster([TEAM]);

      const prefix = path.replace(/\/$/, '');
      expect(roster.complete).toBe(true);
      expect(heard).toHaveLength(1);
      expect(heard[0]?.url).toContain(`${prefix}/v1.0/groups/${TEAM}/transitiveMembers/microsoft.graph.user?`);
      expect(heard[0]?.headers).toMatchObject({
        authorization: 'Bearer a-token',
        accept: 'application/json',
        consistencylevel: 'eventual',
      });
    });
  },
);

test('an id cannot change the path of a request', async () => {
  const heard: string[] = [];
  const answer: RequestListener = ({ url }, response) => {
    heard.push(url ?? '');
    response.setHeader('content-type', 'application/json').end('{"value":[]}');
  };
  await withServer(answer, '', async (directory) => {
    await directory.readMembership(personId('../groups?x=https://evil.example/#'), [groupId(TEAM)]);

    expect(heard).toEqual(['/v1.0/users/..%2Fgroups%3Fx%3Dhttps%3A%2F%2Fevil.example%2F%23/checkMemberGroups']);
  });
});
