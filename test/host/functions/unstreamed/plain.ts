// An HTTP function without streams.
import { app } from '@azure/functions';

app.http('plain', { handler: () => ({ body: 'hello' }) });
