/** A company that reaches its storage through proxies, so that either part of it can fall away. */
import { openEventCompany, type EventCompany } from '../../support/events/event-company.ts';
import { openValve } from './valve.ts';
import type { StorageProxies } from './troubles.ts';

export interface ProxiedCompany {
  readonly company: EventCompany;
  readonly proxies: StorageProxies;
  readonly stop: () => Promise<void>;
}

const PEOPLE = 400;
const SETTLE_SECONDS = 3;
/** So that what failed, found its connection busy, or died with its process comes back soon. */
const IMPATIENT = {
  ROLLCALL_MESSAGE_LEASE_SECONDS: '5',
  ROLLCALL_COME_BACK_SECONDS: '5',
  AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '00:00:05',
};

export async function openProxiedCompany(directory: EventCompany['directory']): Promise<ProxiedCompany> {
  let proxies: StorageProxies | undefined;
  const company = await openEventCompany({
    directory,
    people: PEOPLE,
    settleSeconds: SETTLE_SECONDS,
    env: IMPATIENT,
    recordBodies: true,
    through: async ({ connectionString, queueUrl, blobUrl }) => {
      const [queues, blobs] = await Promise.all([openProxyTo(queueUrl), openProxyTo(blobUrl)]);
      proxies = { queues, blobs };
      return connectionString
        .replace(queueUrl, queueUrl.replace(/:\d+/, `:${queues.port}`))
        .replace(blobUrl, blobUrl.replace(/:\d+/, `:${blobs.port}`));
    },
  });
  if (proxies === undefined) throw new Error('The company was not opened through its proxies');
  const { queues, blobs } = proxies;
  return {
    company,
    proxies: { queues, blobs },
    async stop() {
      await company.stop();
      await Promise.all([queues.stop(), blobs.stop()]);
    },
  };
}

async function openProxyTo(url: string) {
  return openValve(Number(new URL(url).port));
}
