// A queue function that does what its message says, and a timer that is only run by hand.
import { app } from '@azure/functions';
import { z } from 'zod';

const messageSchema = z.object({ task: z.enum(['succeed', 'fail', 'hang']), name: z.string() });

app.storageQueue('work', {
  queueName: '%WORK_QUEUE%',
  connection: 'WorkStorage',
  handler: async (message, context) => {
    context.log(JSON.stringify({ message, metadata: context.triggerMetadata }));
    const { task } = messageSchema.catch({ task: 'succeed', name: '' }).parse(message);
    if (task === 'fail') throw new Error('this message cannot be worked on');
    if (task === 'hang') await new Promise(() => undefined);
  },
});

app.timer('tell-time', {
  schedule: '0 0 0 1 1 *',
  handler: (timer, context) => {
    context.log(JSON.stringify(timer));
  },
});

app.timer('switched-off', { schedule: '* * * * * *', handler: () => undefined });
