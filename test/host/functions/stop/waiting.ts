// Functions that are under way when the host is told to stop.
import { app } from '@azure/functions';
import { once } from 'node:events';

app.setup({ enableHttpStream: true });

/** Ends after the stop has begun, and tells whether the host would have taken another request by then. */
app.http('until-stop', {
  methods: ['GET'],
  handler: async (request, context) => {
    context.log('waiting');
    await once(process, 'SIGTERM');
    await new Promise((resolve) => setImmediate(resolve));
    const taken = await fetch(request.url, { method: 'POST' }).then(
      (answer) => answer.status,
      () => 'refused',
    );
    return { jsonBody: { taken } };
  },
});

app.http('for-ever', {
  methods: ['GET'],
  handler: (_request, context) => {
    context.log('waiting');
    return new Promise<never>(() => undefined);
  },
});
