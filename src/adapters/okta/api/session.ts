/** Loads the SDK and sets it up so that nothing comes from anywhere but the settings. The only place that imports it, and only when Okta is asked something. */
import type { Client } from '@okta/okta-sdk-nodejs';
import { ConfigError } from '../../../errors.ts';
import type { Executor, ExecutorRules } from './executor.ts';
import { createExecutor } from './executor.ts';
import type { Reach } from './faults.ts';
import { SCOPES } from './faults.ts';
import type { OktaSettings } from './settings.ts';

export interface Session {
  readonly sdk: Client;
  readonly answerTo: Executor['answerTo'];
}

/** Loading takes about 0.6 s and 90 MB, hence the dynamic import. Throws ConfigError when the SDK will not start. */
export async function openSession(
  settings: OktaSettings,
  reach: Reach,
  notify: Pick<ExecutorRules, 'onToken' | 'onSecondTry'>,
): Promise<Session> {
  const okta = await import('@okta/okta-sdk-nodejs');
  const { org, timeoutMs } = settings;
  const { executor, answerTo } = createExecutor(okta.RequestExecutor, { org, timeoutMs, ...notify });
  // What is left out here would be filled in from OKTA_CLIENT_* variables and from okta.yaml files; an empty text is a value and stays.
  const configuration = {
    orgUrl: org.origin,
    ...credentialPart(settings, reach),
    userAgent: 'rollcall',
    requestExecutor: executor,
    // Its cache never expires: a person would keep for good the status in which they were first seen.
    cacheMiddleware: null,
  };
  try {
    return { sdk: new okta.Client(configuration), answerTo };
  } catch {
    // The complaint may quote the file, so it is not repeated. Everything else was checked before.
    throw new ConfigError([
      {
        path: 'okta.yaml',
        message:
          'the Okta SDK does not start. It parses okta.yaml in the working directory and in .okta of the home directory, although nothing is taken from them; remove them, or make them valid YAML with a mapping called okta',
      },
    ]);
  }
}

function credentialPart({ credential }: OktaSettings, reach: Reach) {
  switch (credential.kind) {
    case 'api-token':
      return {
        authorizationMode: 'SSWS',
        token: credential.token,
        clientId: '',
        scopes: [],
        privateKey: '',
        keyId: '',
      };
    case 'private-key':
      return {
        authorizationMode: 'PrivateKey',
        token: '',
        clientId: credential.clientId,
        scopes: [...SCOPES[reach]],
        privateKey: credential.privateKeyPem,
        keyId: credential.keyId ?? '',
      };
  }
}
