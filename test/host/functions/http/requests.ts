// Functions that tell what reached them.
import { app, type HttpRequest } from '@azure/functions';
import { z } from 'zod';

app.setup({ enableHttpStream: true });

async function tell(request: HttpRequest) {
  return {
    jsonBody: {
      method: request.method,
      url: request.url,
      params: request.params,
      query: [...request.query],
      headers: Object.fromEntries(request.headers),
      body: await request.text(),
    },
  };
}

app.http('echo', { methods: ['GET', 'POST', 'DELETE'], route: 'echo/{word}/{more?}', handler: tell });
app.http('keyed', { methods: ['GET'], authLevel: 'function', handler: tell });
app.http('ruled', { methods: ['GET'], authLevel: 'admin', handler: tell });

/** Answers before the body has ended. */
app.http('first-bytes', {
  methods: ['POST'],
  handler: async ({ body }) => {
    const read = await body?.getReader().read();
    return { body: Buffer.from(z.instanceof(Uint8Array).parse(read?.value)).toString('utf8') };
  },
});

app.http('count-bytes', {
  methods: ['POST'],
  handler: async ({ body }) => {
    let bytes = 0;
    for await (const chunk of body ?? []) bytes += z.instanceof(Uint8Array).parse(chunk).length;
    return { jsonBody: { bytes } };
  },
});

app.http('read-on', {
  methods: ['POST'],
  handler: async ({ body }, context) => {
    const reader = body?.getReader();
    await reader?.read();
    context.log('reading');
    while ((await reader?.read())?.done === false);
    return { status: 200 };
  },
});

/** Every socket of this process that somebody could connect to, in the words of Node's own report. */
app.http('sockets', {
  methods: ['GET'],
  handler: () => {
    // Nobody is asked for the names of addresses.
    Object.assign(process.report, { excludeNetwork: true });
    return { jsonBody: z.object({ libuv: z.array(z.looseObject({})) }).parse(process.report.getReport()).libuv };
  },
});
