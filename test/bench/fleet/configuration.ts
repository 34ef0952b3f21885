/** One configuration for all companies, half of them with each directory. */
import { sandboxConnectionFile, type ConnectionFileText } from '../../../src/sandbox/connection-file.ts';
import { steadyProfiles } from '../../../src/sandbox/msp/steady/steady-world.ts';
import type { Sandbox } from '../../../src/sandbox/context.ts';
import { z } from 'zod';

export interface FleetOptions {
  readonly urls: readonly Sandbox['urls'][];
  /** By company. */
  readonly withoutSecret: ReadonlySet<number>;
  readonly spreadMinutes: number;
  readonly runsPerPsaHost: number;
}

/** The variable that nothing sets. */
const MISSING = 'FLEET_SECRET_THAT_IS_NOT_THERE';
const fileShape = z.looseObject({ connections: z.tuple([z.looseObject({ psa: z.looseObject({}) })]) });

/** `company-017` */
export function companyName(index: number): string {
  return `company-${String(index).padStart(3, '0')}`;
}

export function fleetConfiguration({ urls, withoutSecret, ...file }: FleetOptions): ConnectionFileText {
  const files = urls.map((of, index) =>
    sandboxConnectionFile(
      { urls: of },
      {
        directory: index % 2 === 0 ? 'entra' : 'okta',
        storage: { kind: 'connection-string', connectionString: { env: 'AzureWebJobsStorage' } },
        profiles: steadyProfiles(3),
        connection: { name: companyName(index), mode: 'full', seats: {}, protected: [], guards: {} },
      },
    ),
  );
  const [first] = files;
  if (first === undefined) throw new Error('A fleet has companies');
  const connections = files.map(({ text }, index) => {
    const [connection] = fileShape.parse(JSON.parse(text)).connections;
    return withoutSecret.has(index)
      ? { ...connection, psa: { ...connection.psa, privateKey: { env: MISSING } } }
      : connection;
  });
  return { text: JSON.stringify({ ...fileShape.parse(JSON.parse(first.text)), ...file, connections }), env: first.env };
}
