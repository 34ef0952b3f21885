// Starts an Azurite (blobs and queues) of its own on free ports of 127.0.0.1, in memory, with telemetry off and nothing on the console.
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

const ACCOUNT = 'rollcallsandbox';
const LISTENING = /(Blob|Queue) service is successfully listening at (http:\/\/\S+)/g;
/** What Azurite's command line says becomes messages: a stream that is read would keep this process alive, a port that is listened to need not. */
const BOOT = `
  const { parentPort, workerData } = require('node:worker_threads');
  for (const way of ['log', 'error', 'warn', 'info']) console[way] = (...said) => parentPort.postMessage(said.join(' '));
  require(workerData);
`;

export interface Azurite {
  readonly connectionString: string;
  /** `http://127.0.0.1:PORT/ACCOUNT` */
  readonly blobUrl: string;
  /** `http://127.0.0.1:PORT/ACCOUNT` */
  readonly queueUrl: string;
  readonly accountName: string;
  stop(): Promise<void>;
}

/**
 * Azurite's own command line runs in a worker thread: it cannot outlive this process however that ends, its telemetry libraries (which patch `http` when they are
 * loaded) stay out of this thread, and it works on the second core while this thread does something else. Ready in about a second, nearly all of it loading.
 * The thread does not keep the process alive. Throws when Azurite ends before it listens, with what it said.
 */
export async function startAzurite(): Promise<Azurite> {
  const key = randomBytes(64).toString('base64');
  const worker = new Worker(BOOT, {
    eval: true,
    workerData: createRequire(import.meta.url).resolve('azurite/dist/src/azurite.js'),
    argv: [
      ...['blob', 'queue', 'table'].flatMap((name) => [`--${name}Host`, '127.0.0.1', `--${name}Port`, '0']),
      // Longer than clients keep an idle connection, so that none is closed under a request.
      ...['blob', 'queue'].flatMap((name) => [`--${name}KeepAliveTimeout`, '60']),
      // The client libraries speak a newer version of the protocol than Azurite lists.
      ...['--inMemoryPersistence', '--disableTelemetry', '--silent', '--skipApiVersionCheck'],
    ],
    // Nothing is inherited: neither another account, nor a database, nor options meant for this process.
    env: { AZURITE_ACCOUNTS: `${ACCOUNT}:${key}` },
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  const { blob, queue } = await readAddresses(worker);
  worker.unref();
  const blobUrl = `${blob}/${ACCOUNT}`;
  const queueUrl = `${queue}/${ACCOUNT}`;
  return {
    connectionString: [
      'DefaultEndpointsProtocol=http',
      `AccountName=${ACCOUNT}`,
      `AccountKey=${key}`,
      `BlobEndpoint=${blobUrl}`,
      `QueueEndpoint=${queueUrl}`,
    ].join(';'),
    blobUrl,
    queueUrl,
    accountName: ACCOUNT,
    async stop() {
      await worker.terminate();
    },
  };
}

function readAddresses(worker: Worker): Promise<{ readonly blob: string; readonly queue: string }> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const hear = (line: unknown) => {
      said.push(String(line));
      const listening = [...said.join('\n').matchAll(LISTENING)];
      const [blob, queue] = ['Blob', 'Queue'].map((name) => listening.find(([, service]) => service === name)?.[2]);
      if (blob === undefined || queue === undefined) return;
      worker.off('message', hear);
      resolve({ blob, queue });
    };
    worker.on('message', hear);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      reject(new Error(`Azurite ended with code ${code} before it listened. It said: ${said.join('\n')}`));
    });
  });
}
