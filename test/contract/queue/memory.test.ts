import { createMemoryQueue } from '../../support/in-memory/memory-queue.ts';
import { queueContract } from './queue-contract.ts';

queueContract('The queue in memory', async () => {
  const queue = createMemoryQueue();
  return {
    queue,
    receive: async () => {
      const ready = queue.sent.filter(({ afterMs }) => afterMs === 0).map(({ work }) => work);
      queue.sent.splice(0);
      return ready;
    },
    putAside: async (kind, text) => queue.putAside(kind, text),
    clearPoison: async () => {
      for (const { id } of queue.poisoned) await queue.discardPoisoned(id);
    },
  };
});
