// Functions that answer in every way there is.
import { app, output, trigger } from '@azure/functions';
import { EventEmitter, once } from 'node:events';

app.http('fail', {
  methods: ['GET', 'POST'],
  handler: () => {
    throw new TypeError('secret inner workings');
  },
});

app.generic('nothing', {
  trigger: trigger.http({ methods: ['GET', 'POST'] }),
  return: output.http({}),
  handler: () => undefined,
});

app.http('rich', {
  methods: ['GET', 'HEAD'],
  handler: () => ({
    status: 207,
    headers: { 'X-Made-By': 'rich', 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': '5' },
    cookies: [
      { name: 'a', value: '1' },
      { name: 'b', value: '2', httpOnly: true },
    ],
    body: 'hello',
  }),
});

app.http('zeros', {
  methods: ['GET'],
  handler: ({ query }) => ({
    body: (async function* () {
      for (let left = Number(query.get('mib')); left > 0; left -= 1) yield new Uint8Array(1024 * 1024);
    })(),
  }),
});

const bell = new EventEmitter().setMaxListeners(0);
app.http('ring', {
  methods: ['POST'],
  handler: () => {
    bell.emit('rung');
    return { status: 204 };
  },
});

/** The second word comes when somebody has rung. */
app.http('two-words', {
  methods: ['GET'],
  handler: () => ({
    body: (async function* () {
      yield Buffer.from('one');
      await once(bell, 'rung');
      yield Buffer.from('two');
    })(),
  }),
});

/** Half of the promised answer, and after the next ring none of the rest. */
app.http('half', {
  methods: ['GET'],
  handler: () => ({
    headers: { 'Content-Length': '100' },
    body: (async function* () {
      yield Buffer.from('the first half');
      await once(bell, 'rung');
      throw new Error('the second half is missing');
    })(),
  }),
});

app.http('talk', {
  methods: ['GET'],
  handler: (_request, context) => {
    context.trace('a trace');
    context.debug('a detail');
    context.log('a line with %d numbers', 2);
    context.warn('a warning');
    context.error('an error');
    return { status: 200 };
  },
});
