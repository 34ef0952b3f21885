/** Where the configuration is looked for: a path, a blob's URL, the setting, the current folder. */
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { aConfigFile, ENV } from '../config/a-config-file.ts';
import { BlobSASPermissions, BlobServiceClient } from '@azure/storage-blob';
import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { startAzurite, type Azurite } from '../../src/sandbox/azurite.ts';
import { ConfigError } from '../../src/errors.ts';
import { join } from 'node:path';
import { readConfig } from '../../src/runtime/read-config.ts';
import { tmpdir } from 'node:os';
import { listen } from '../support/served/listen.ts';

let azurite: Azurite;
let folder: string;
beforeAll(async () => {
  azurite = await startAzurite();
  folder = mkdtempSync(join(tmpdir(), 'rollcall-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await azurite.stop();
});
afterEach(() => {
  vi.unstubAllEnvs();
});

function stubSecrets(): void {
  for (const [name, value] of Object.entries(ENV)) vi.stubEnv(name, value);
}

/** Address of a blob with this text, signed for reading. */
async function upload(name: string, text: string): Promise<string> {
  const container = BlobServiceClient.fromConnectionString(azurite.connectionString).getContainerClient('config');
  await container.createIfNotExists();
  const blob = container.getBlockBlobClient(name);
  await blob.upload(text, Buffer.byteLength(text));
  return blob.generateSasUrl({
    permissions: BlobSASPermissions.parse('r'),
    expiresOn: new Date('2100-01-01T00:00:00Z'),
  });
}

test('the place that is named wins over the setting', async () => {
  stubSecrets();
  vi.stubEnv('ROLLCALL_CONFIG', '/nowhere.json');
  const place = join(folder, 'named.json');
  writeFileSync(place, aConfigFile());

  expect((await readConfig(place)).connections).toHaveLength(2);
});

test('the setting names a path', async () => {
  stubSecrets();
  const place = join(folder, 'set.json');
  writeFileSync(place, aConfigFile());
  vi.stubEnv('ROLLCALL_CONFIG', place);

  expect((await readConfig()).connections).toHaveLength(2);
});

test('the setting names a blob by its signed URL', async () => {
  stubSecrets();
  vi.stubEnv('ROLLCALL_CONFIG', await upload('rollcall.json', `\ufeff${aConfigFile()}`));

  expect((await readConfig()).connections).toHaveLength(2);
});

test('a problem in a blob is told without the signature of its URL', async () => {
  const url = await upload('broken.json', '{');

  const error: unknown = await readConfig(url).catch((caught: unknown) => caught);

  expect(error).toBeInstanceOf(ConfigError);
  expect(String(error)).toContain('/config/broken.json: This is no valid JSON');
  expect(String(error)).not.toContain('sig=');
});

test('a blob that is not there is told without the signature of its URL', async () => {
  const url = (await upload('rollcall.json', '{}')).replace('rollcall.json', 'elsewhere.json');

  const error: unknown = await readConfig(url).catch((caught: unknown) => caught);

  expect(error).toBeInstanceOf(Error);
  expect(String(error)).not.toContain('sig=');
  expect(String(error)).toMatch(/Storage|configuration/i);
});

test('a page that is no blob is not taken for a configuration', async () => {
  const server: Server = createServer((_request, response) => response.end('<html>Sign in</html>'));
  const port = await listen(server);

  const error: unknown = await readConfig(`http://127.0.0.1:${port}/config/rollcall.json?sig=abc`).catch(
    (caught: unknown) => caught,
  );

  server.close();
  expect(error).toBeInstanceOf(Error);
  expect(String(error)).not.toContain('sig=abc');
});

test.each(['https://', 'http://[::1/config?sig=abc', 'https://a b/c'])('%s is told as no address', async (place) => {
  const error: unknown = await readConfig(place).catch((caught: unknown) => caught);

  expect(error).toBeInstanceOf(ConfigError);
  expect(String(error)).toContain('This is no address. Set ROLLCALL_CONFIG or --config to a path, or to a blob URL');
  expect(String(error)).not.toContain('sig=');
});

test('a blob over plain http on another machine is refused before anything is sent', async () => {
  await expect(readConfig('http://acme.blob.core.windows.net/config/rollcall.json?sig=abc')).rejects.toThrow(
    /^Storage, blob acme\.blob\.core\.windows\.net\/config\/rollcall\.json: it is not encrypted\. /,
  );
});
