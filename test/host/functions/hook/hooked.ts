// A function app with a hook, which this host does not run.
import { app } from '@azure/functions';

app.hook.preInvocation(() => undefined);
app.timer('hooked', { schedule: '0 0 * * * *', handler: () => undefined });
