/** Changes of the environment: what fills it up, and what takes the place of its settings. */
import { afterEach, expect, test, vi } from 'vitest';
import { environment, fillEnvironment, replaceSettings } from '../../src/config/environment.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('settings that are put in their place leave none of the old ones, and everything else as it is', () => {
  const old = [
    ...['ROLLCALL_CONFIG', 'ROLLCALL_SIGN_IN', 'AzureWebJobsStorage', 'AzureWebJobs.sync.Disabled', 'AZURE_CLIENT_ID'],
    ...['AzureFunctionsJobHost__extensions__queues__batchSize', 'WEBSITE_AUTH_ENABLED', 'OTEL_SERVICE_NAME'],
    ...['APPLICATIONINSIGHTS_CONNECTION_STRING', 'SYNC_SCHEDULE', 'SUBSCRIPTION_SCHEDULE'],
  ];
  for (const name of old) vi.stubEnv(name, 'old');
  vi.stubEnv('SOMETHING_ELSE', 'kept');
  const path = environment()['PATH'];

  const settings = replaceSettings({ SYNC_SCHEDULE: 'new', ROLLCALL_CONFIG: 'new' });

  expect(settings).toBe(environment());
  expect(Object.fromEntries(old.map((name) => [name, settings[name]]))).toEqual({
    ...Object.fromEntries(old.map((name) => [name, undefined])),
    SYNC_SCHEDULE: 'new',
    ROLLCALL_CONFIG: 'new',
  });
  expect([settings['SOMETHING_ELSE'], settings['PATH']]).toEqual(['kept', path]);
});

test('what fills it up never wins over what it has', () => {
  vi.stubEnv('ROLLCALL_ONE', '');
  vi.stubEnv('ROLLCALL_TWO', undefined);

  const { ROLLCALL_ONE: one, ROLLCALL_TWO: two } = fillEnvironment({ ROLLCALL_ONE: 'file', ROLLCALL_TWO: 'file' });

  expect([one, two]).toEqual(['', 'file']);
});
