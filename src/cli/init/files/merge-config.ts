/** Puts a connection into a configuration: a new one, or the one that is there. Pure. */
import type { Apart } from './secrets-apart.ts';
import { ConfigError } from '../../../errors.ts';
import { parseJson } from '../../../config/problems/parse-json.ts';
import { z } from 'zod';

/** Only as much as a connection can be put into; all else stays as it is. */
const outline = z.looseObject({
  version: z.literal(1),
  storage: z.looseObject({ kind: z.string() }),
  connections: z.array(
    z.looseObject({
      name: z.string(),
      directory: z.looseObject({ kind: z.string() }).optional(),
      psa: z.looseObject({}).optional(),
    }),
  ),
});
export type ConfigOutline = z.infer<typeof outline>;

/** Throws ConfigError where it is no configuration that something can be added to. */
export function parseOutline(text: string, place: string): ConfigOutline {
  const parsed = outline.safeParse(parseJson(text, place));
  if (parsed.success) return parsed.data;
  throw new ConfigError([
    {
      path: place,
      message:
        'This is no configuration that a connection could be added to. Mend it, move it away, or choose another file with --config.',
    },
  ]);
}

/**
 * The connection of the same name is renewed in what was asked for, and keeps everything else that somebody has decided for it (guards, protected members,
 * offboarding …); any other connection is left alone. It observes until somebody says otherwise.
 */
export function mergeConfig(existing: ConfigOutline | null, { connection, storage }: Apart): ConfigOutline {
  const before = existing?.connections.find(({ name }) => name === connection.name);
  const { name, directory, psa, ...rest } = connection;
  const renewed = {
    ...before,
    name,
    mode: 'observe',
    directory: { ...(before?.directory?.kind === directory.kind && before.directory), ...directory },
    psa: { ...before?.psa, ...psa },
    ...rest,
  };
  const connections =
    before === undefined
      ? [...(existing?.connections ?? []), renewed]
      : (existing?.connections ?? []).map((one) => (one === before ? renewed : one));
  return {
    ...existing,
    version: 1,
    storage: storage ?? existing?.storage ?? { kind: 'folder' },
    connections,
  };
}
