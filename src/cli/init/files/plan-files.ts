/** From answers and what is there to the two files as they would be, and to the connection they make. Pure: the files are texts, and the environment is passed in. */
import type { Answers } from '../answers.ts';
import type { Config, ConnectionConfig } from '../../../config/config.ts';
import { ConfigError, InvariantError } from '../../../errors.ts';
import { describeChanges } from './describe-changes.ts';
import type { Environment } from '../../../config/environment.ts';
import { fileProblems } from './file-problems.ts';
import { loadConfig } from '../../../config/load.ts';
import { mergeConfig, parseOutline } from './merge-config.ts';
import { mergeSettings, type MergedSettings } from './merge-settings.ts';
import { secretsApart } from './secrets-apart.ts';

export interface FileAsFound {
  readonly place: string;
  /** null: there is none. */
  readonly text: string | null;
}

export interface PlannedFiles {
  readonly config: { readonly place: string; readonly text: string; readonly changes: readonly string[] };
  readonly settings: MergedSettings & { readonly place: string };
  /** The connection as every command will see it, and the storage. */
  readonly connection: ConnectionConfig;
  readonly storage: Config['storage'];
  /** Settings that the environment has with another value, which wins. */
  readonly overruled: readonly string[];
  readonly severalConnections: boolean;
  /** The configuration that the settings name instead; null: they name this one. */
  readonly configElsewhere: string | null;
}

export interface FilesInput {
  readonly answers: Answers;
  readonly config: FileAsFound;
  readonly settings: FileAsFound;
  readonly env: Environment;
}

/** Throws ConfigError with every problem of the file as it would be. Secrets of other connections are not looked for. */
export function planFiles({ answers, config, settings, env }: FilesInput): PlannedFiles {
  const apart = secretsApart(answers);
  const existing = config.text === null ? null : parseOutline(config.text, config.place);
  const file = mergeConfig(existing, apart);
  const problems = fileProblems(file);
  if (problems.length > 0) throw new ConfigError(problems);

  const merged = mergeSettings({
    existing: settings.text,
    place: settings.place,
    secrets: apart.settings,
    config: config.place,
  });
  const connections = file.connections.filter(({ name }) => name === answers.connection.name);
  const alone = JSON.stringify({ ...file, connections });
  const loaded = loadConfig(alone, config.place, { ...merged.values, ...env, ...apart.settings });
  const [connection] = loaded.connections;
  if (connection === undefined)
    throw new InvariantError('The configuration lacks the connection that was put into it.');
  return {
    config: {
      place: config.place,
      text: `${JSON.stringify(file, null, 2)}\n`,
      changes: describeChanges(existing, file, existing === null || fileProblems(existing).length === 0),
    },
    settings: { place: settings.place, ...merged },
    connection,
    storage: loaded.storage,
    overruled: Object.entries(apart.settings).flatMap(([name, value]) =>
      env[name] === undefined || env[name] === value ? [] : [name],
    ),
    severalConnections: file.connections.length > 1,
    configElsewhere:
      merged.values['ROLLCALL_CONFIG'] === config.place ? null : (merged.values['ROLLCALL_CONFIG'] ?? null),
  };
}
