/** Takes the secrets out of the answers: the configuration only names them, their values go among the settings of this machine. Pure. */
import type { Answers, ConnectionAnswers, SecretAnswer, StorageAnswers } from '../answers.ts';

export interface Apart {
  /** As the configuration has it. */
  readonly connection: ConnectionAnswers;
  readonly storage: StorageAnswers | undefined;
  /** Values by the name of their setting. A secret that is somewhere already is not among them. */
  readonly settings: Readonly<Record<string, string>>;
}

const STORAGE_SETTING = 'ROLLCALL_STORAGE';

export function secretsApart({ connection, storage }: Answers): Apart {
  const settings: Record<string, string> = {};
  const named = (answer: SecretAnswer, name: string): SecretAnswer => {
    if (typeof answer !== 'string') return answer;
    settings[name] = answer;
    return { env: name };
  };
  const prefix = prefixOf(connection.name);
  const { directory, psa } = connection;
  const { secret, certificate, token, privateKey, ...credential } = directory.credential;
  const kind = directory.kind.toUpperCase();
  return {
    connection: {
      ...connection,
      directory: {
        ...directory,
        credential: {
          ...credential,
          ...(secret !== undefined && { secret: named(secret, `${prefix}_${kind}_CLIENT_SECRET`) }),
          ...(certificate !== undefined && { certificate: named(certificate, `${prefix}_${kind}_CERTIFICATE`) }),
          ...(token !== undefined && { token: named(token, `${prefix}_${kind}_TOKEN`) }),
          ...(privateKey !== undefined && { privateKey: named(privateKey, `${prefix}_${kind}_PRIVATE_KEY`) }),
        },
      },
      psa: {
        ...psa,
        publicKey: named(psa.publicKey, `${prefix}_CW_PUBLIC_KEY`),
        privateKey: named(psa.privateKey, `${prefix}_CW_PRIVATE_KEY`),
        clientId: named(psa.clientId, `${prefix}_CW_CLIENT_ID`),
      },
    },
    storage:
      storage?.connectionString === undefined
        ? storage
        : { ...storage, connectionString: named(storage.connectionString, STORAGE_SETTING) },
    settings,
  };
}

/** Different for different connections: none of their names has an underscore. A variable's name may not begin with a digit. */
function prefixOf(connection: string): string {
  const name = connection.toUpperCase().replaceAll('-', '_');
  return /^\d/.test(name) ? `_${name}` : name;
}
