import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { BlobServiceClient } from '@azure/storage-blob';
import { expect, test } from 'vitest';
import { startAzurite } from '../../../src/sandbox/azurite.ts';
import { temporaryFolder } from '../folder/temporary-folder.ts';

const folder = temporaryFolder();
const START = `
  import { startAzurite } from ${JSON.stringify(new URL('../../../src/sandbox/azurite.ts', import.meta.url).href)};
  const { blobUrl } = await startAzurite();
  console.log(blobUrl);
`;

async function refused(url: string): Promise<boolean> {
  try {
    await fetch(url);
    return false;
  } catch {
    return true;
  }
}

test('two stand beside each other on ports of their own and share nothing', async () => {
  const [one, other] = await Promise.all([startAzurite(), startAzurite()]);

  await BlobServiceClient.fromConnectionString(one.connectionString).createContainer('only-in-one');

  expect(one.blobUrl).not.toBe(other.blobUrl);
  const there = BlobServiceClient.fromConnectionString(other.connectionString).getContainerClient('only-in-one');
  expect(await there.exists()).toBe(false);
  await Promise.all([one.stop(), other.stop()]);
});

test('the addresses and the account are those of its connection string, all on this machine', async () => {
  const azurite = await startAzurite();

  expect(azurite.connectionString).toContain(`BlobEndpoint=${azurite.blobUrl}`);
  expect(azurite.connectionString).toContain(`QueueEndpoint=${azurite.queueUrl}`);
  expect(azurite.connectionString).toContain(`AccountName=${azurite.accountName};`);
  for (const url of [azurite.blobUrl, azurite.queueUrl]) expect(new URL(url).hostname).toBe('127.0.0.1');
  await azurite.stop();
});

test('nothing listens once it is stopped, and stopping again does no harm', async () => {
  const azurite = await startAzurite();
  expect(await refused(azurite.blobUrl)).toBe(false);

  await azurite.stop();
  await azurite.stop();

  expect(await refused(azurite.blobUrl)).toBe(true);
  expect(await refused(azurite.queueUrl)).toBe(true);
});

test('it neither keeps a process alive that has nothing else to do, nor says anything, nor leaves a file', async () => {
  const cwd = join(folder, 'ends');
  await mkdir(cwd);
  const child = spawn(process.execPath, ['--input-type=module', '--eval', START], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let complained = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()));

  const [code] = (await once(child, 'close')) as [number | null];

  expect({ code, complained }).toEqual({ code: 0, complained: '' });
  expect(said.trim()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\w+$/);
  expect(await refused(said.trim())).toBe(true);
  expect(await readdir(cwd)).toEqual([]);
});

test('it is gone with a process that is killed', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', `${START} setInterval(() => 0, 1000);`], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
  expect(await refused(url)).toBe(false);

  child.kill('SIGKILL');
  await once(child, 'close');

  expect(await refused(url)).toBe(true);
});
