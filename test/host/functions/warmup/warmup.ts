// A warmup function that does as the setting WARMUP says, and one that tells whether it has ended.
import { app } from '@azure/functions';

app.setup({ enableHttpStream: true });

let ended = false;

app.warmup('warmup', {
  handler: async (_warmup, context) => {
    context.log('warming up');
    if (process.env['WARMUP'] === 'fail') throw new TypeError('no way to warm up');
    if (process.env['WARMUP'] === 'never-end') await new Promise(() => undefined);
    ended = true;
  },
});

app.http('is-warm', { methods: ['GET'], handler: () => ({ jsonBody: { ended } }) });
