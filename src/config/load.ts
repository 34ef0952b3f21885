/** From the text of a configuration file and the environment to a Config, or to all problems at once. */
import type {
  Config,
  ConnectionConfig,
  DirectoryConfig,
  PsaConfig,
  ReceiverConfig,
  StorageConfig,
  UnusableConnection,
} from './config.ts';
import { configSchema, type ConfigFile, type ConnectionFile } from './schema/schema.ts';
import { ConfigError, type ConfigProblem } from '../errors.ts';
import { connectionName } from '../domain/ids.ts';
import { toMute, toOwners, type ReceiverFile } from './schema/messages-schema.ts';
import { parseJson } from './problems/parse-json.ts';
import { schemaProblems } from './problems/schema-problems.ts';
import { ruleProblems } from './rules/rules.ts';
import { environment, type Environment } from './environment.ts';
import { secretReader, type ReadSecret } from './secrets/resolve-secrets.ts';
import { toPolicy } from './policy.ts';
import type { Secret } from './secrets/secret.ts';

/**
 * Parses `text` (the file `place`). Throws ConfigError with every problem: syntax, schema, rules, missing secrets. Secrets of one connection that are missing while
 * another one has all of its own are that one's alone: it is `unusable`. The file is put there as a whole, but secrets come and go one by one.
 */
export function loadConfig(text: string, place: string, env: Environment = environment()): Config {
  const config = loadAnyConfig(text, place, env);
  if (config.connections.length === 0) throw new ConfigError(config.unusable.flatMap((one) => one.problems));
  return config;
}

/** The same, for whoever has something to do even where no connection can be used. */
export function loadAnyConfig(text: string, place: string, env: Environment = environment()): Config {
  const parsed = configSchema.safeParse(parseJson(text, place));
  if (!parsed.success) throw new ConfigError(schemaProblems(parsed.error));
  const file = parsed.data;
  const problems: ConfigProblem[] = [...ruleProblems(file)];
  const storage = resolveStorage(file.storage, secretReader(env, problems));
  const connections: ConnectionConfig[] = [];
  const unusable: UnusableConnection[] = [];
  for (const [index, connection] of file.connections.entries()) {
    const missing: ConfigProblem[] = [];
    const path = `connections[${index}]`;
    const resolved = resolveConnection(connection, { path, secret: secretReader(env, missing), file });
    if (missing.length === 0) connections.push(resolved);
    else unusable.push({ ...resolved, problems: missing, silent: silentReceivers(resolved, path, missing) });
  }
  if (problems.length > 0) throw new ConfigError([...problems, ...unusable.flatMap((one) => one.problems)]);
  const { staleAfterHours, spreadMinutes, runsPerPsaHost } = file;
  return { storage, staleAfterHours, spreadMinutes, runsPerPsaHost, connections, unusable };
}

function resolveStorage(storage: ConfigFile['storage'], secret: ReadSecret): StorageConfig {
  return storage.kind === 'connection-string'
    ? { ...storage, connectionString: secret(storage.connectionString, 'storage.connectionString') }
    : storage;
}

function resolveConnection(
  file: ConnectionFile,
  { path, secret, file: whole }: { readonly path: string; readonly secret: ReadSecret; readonly file: ConfigFile },
): ConnectionConfig {
  return {
    name: connectionName(file.name),
    mode: file.mode,
    directory: resolveDirectory(file.directory, `${path}.directory`, secret),
    psa: resolvePsa(file.psa, `${path}.psa`, secret),
    policy: toPolicy(file),
    paused: file.paused ?? null,
    messages: {
      receivers: file.messages.map((receiver, index) =>
        resolveReceiver(receiver, `${path}.messages[${index}]`, secret),
      ),
      mute: toMute(file.mute),
      owners: toOwners(file.owners),
      pageUrl: whole.pageUrl ?? null,
      staleAfterHours: whole.staleAfterHours,
    },
  };
}

/** A board of tickets is the PSA's own. */
function silentReceivers(
  { messages }: ConnectionConfig,
  path: string,
  missing: readonly ConfigProblem[],
): readonly string[] {
  const lacks = (part: string): boolean => missing.some((problem) => problem.path.startsWith(`${path}.${part}.`));
  return messages.receivers.flatMap(({ kind, name }, index) =>
    lacks(`messages[${index}]`) || (kind === 'ticket' && lacks('psa')) ? [name] : [],
  );
}

function resolveReceiver(receiver: ReceiverFile, path: string, secret: ReadSecret): ReceiverConfig {
  if (receiver.kind === 'ticket') return receiver;
  const url = secret(receiver.url, `${path}.url`, 'address');
  if (receiver.kind !== 'webhook') return { ...receiver, url };
  return { ...receiver, url, secret: secret(receiver.secret, `${path}.secret`, 'key') };
}

function resolvePsa(psa: ConnectionFile['psa'], path: string, secret: ReadSecret): PsaConfig {
  return {
    ...psa,
    publicKey: secret(psa.publicKey, `${path}.publicKey`),
    privateKey: secret(psa.privateKey, `${path}.privateKey`),
    clientId: secret(psa.clientId, `${path}.clientId`),
  };
}

function resolveDirectory(directory: ConnectionFile['directory'], path: string, secret: ReadSecret): DirectoryConfig {
  const at = `${path}.credential`;
  if (directory.kind === 'okta') {
    const { credential, events, ...okta } = directory;
    return {
      ...okta,
      ...resolveEvents(events, `${path}.events`, secret),
      credential:
        credential.kind === 'api-token'
          ? { ...credential, token: secret(credential.token, `${at}.token`) }
          : { ...credential, privateKey: secret(credential.privateKey, `${at}.privateKey`) },
    };
  }
  const { credential, events, ...rest } = directory;
  const entra = { ...rest, ...resolveEvents(events, `${path}.events`, secret) };
  switch (credential.kind) {
    case 'managed-identity':
      return { ...entra, credential };
    case 'client-secret':
      return { ...entra, credential: { ...credential, secret: secret(credential.secret, `${at}.secret`) } };
    case 'certificate':
      return {
        ...entra,
        credential: { ...credential, certificate: secret(credential.certificate, `${at}.certificate`) },
      };
    case 'fixed-token':
      return { ...entra, credential: { ...credential, token: secret(credential.token, `${at}.token`) } };
  }
}

/** Nothing where no events are configured. */
function resolveEvents<Events extends { readonly secrets: readonly { readonly env: string }[] }>(
  events: Events | undefined,
  path: string,
  secret: ReadSecret,
): { readonly events?: Omit<Events, 'secrets'> & { readonly secrets: readonly Secret[] } } {
  if (events === undefined) return {};
  const secrets = events.secrets.map((ref, index) => secret(ref, `${path}.secrets[${index}]`, 'shared'));
  return { events: { ...events, secrets } };
}
