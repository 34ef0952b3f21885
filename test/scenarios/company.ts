/** A small company on a running sandbox and a real store, for the scenarios: 20 technicians, all of them members. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { z } from 'zod';
import type { ApprovalResult } from '../../src/app/approve/approve.ts';
import { approve } from '../../src/app/approve/approve.ts';
import type { ConnectionPorts } from '../../src/app/connection-ports.ts';
import type { RunResult } from '../../src/app/run/locked-run.ts';
import { runConnection } from '../../src/app/run/run.ts';
import type { ConnectionConfig } from '../../src/config/config.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { ReportedStep, RunReport } from '../../src/domain/runs/run.ts';
import { composeConnection } from '../../src/runtime/compose/compose.ts';
import { openStorage, type OpenStorage } from '../../src/runtime/compose/open-storage.ts';
import { startAzurite } from '../../src/sandbox/azurite.ts';
import { sandboxConnectionFile, type ConnectionFileText } from '../../src/sandbox/connection-file.ts';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/context.ts';
import { addGroup, addMember, addPerson, createEmptyWorld } from '../../src/sandbox/empty-world.ts';
import { employ } from '../../src/sandbox/msp/company.ts';
import { TECHNICIANS } from '../../src/sandbox/msp/profiles.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import type { SandboxWorld, WorldGroup, WorldMember, WorldPerson } from '../../src/sandbox/world.ts';
import { createLogger } from '../../src/runtime/logger.ts';

export type DirectoryKind = 'entra' | 'okta';

/** What is laid over the configured connection, each part on its own. */
export interface Change {
  readonly connection?: Readonly<Record<string, unknown>>;
  readonly directory?: Readonly<Record<string, unknown>>;
  readonly psa?: Readonly<Record<string, unknown>>;
  /** The directory's events; absent: it sends none. */
  readonly events?: object;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Company {
  readonly directory: DirectoryKind;
  readonly sandbox: Sandbox;
  readonly storage: OpenStorage;
  /** Of the storage account; empty: a folder. */
  readonly connectionString: string;
  /** Deletes the container, or the folder, with all that is in it. */
  readonly dropStorage: () => Promise<void>;
  /** The only group, "PSA Technicians". */
  readonly group: () => WorldGroup;
  readonly person: (lastName: string) => WorldPerson;
  readonly member: (identifier: string) => WorldMember;
  /** The configuration with this change, and the environment that it needs. */
  readonly file: (change: Change) => ConnectionFileText;
  /** For the runs that follow. */
  readonly configure: (change: Change) => void;
  readonly ports: () => Promise<ConnectionPorts>;
  /** A run that is not busy. */
  readonly run: (apply: boolean) => Promise<RunReport>;
  readonly tryRun: (apply: boolean) => Promise<RunResult>;
  readonly approve: (digest: string) => Promise<ApprovalResult>;
  /** Requests to the PSA that write, since the last clear. */
  readonly writes: () => readonly string[];
  readonly logged: () => string;
  readonly stop: () => Promise<void>;
}

export const NAMES = [
  'Abbott',
  'Bryant',
  'Castro',
  'Dunlap',
  'Ellison',
  'Foster',
  'Gibson',
  'Hayes',
  'Irwin',
  'Jensen',
  'Keller',
  'Lawson',
  'Mercer',
  'Nolan',
  'Osborn',
  'Parker',
  'Quinn',
  'Reyes',
  'Sawyer',
  'Tobin',
] as const;

/** `folder` needs no service to be started. */
export async function openCompany(
  directory: DirectoryKind,
  kind: 'blobs' | 'folder' = 'blobs',
  options: Omit<SandboxOptions, 'world'> = {},
): Promise<Company> {
  const world = createEmptyWorld();
  const [sandbox, place] = await Promise.all([
    startSandbox({ ...options, world }),
    kind === 'blobs' ? openAccount() : openFolder(),
  ]);
  const group = fill(world);
  const file = (change: Change) => configuredFile(sandbox, directory, place, change);
  const configured = (change: Change) => configuredConnection(file(change));
  let { connection } = configured({});
  const storage = await openStorage(configured({}).storage);
  await storage.store.prepare();

  const log: string[] = [];
  const logger = createLogger((_level, line) => void log.push(line), 'debug');
  const progress = { phase: () => undefined, done: () => undefined };
  const ports = () => composeConnection(connection, storage, { logger, progress });
  const trigger = { kind: 'timer', by: 'scenario' } as const;
  const tryRun = async (apply: boolean) => runConnection(await ports(), { trigger, apply, deadline: null });
  return {
    directory,
    sandbox,
    storage,
    connectionString: place.connectionString,
    dropStorage: () => place.drop(),
    group: () => group,
    file,
    configure: (change) => {
      ({ connection } = configured(change));
    },
    ports,
    tryRun,
    run: async (apply) => {
      const result = await tryRun(apply);
      if (result.kind === 'busy') throw new Error('The scenario did not expect another run');
      return result.report;
    },
    approve: async (digest) => approve(await ports(), { digest, by: 'Ada Admin', note: 'as discussed' }),
    person: (lastName) =>
      found(
        [...world.people.values()].find((one) => one.lastName === lastName),
        lastName,
      ),
    member: (identifier) =>
      found(
        [...world.members.values()].find((one) => one.identifier === identifier),
        identifier,
      ),
    writes: () =>
      sandbox.traffic
        .filter((one) => one.system === 'psa' && one.method !== 'GET')
        .map((one) => `${one.method} ${one.path.replace(/^.*\/3\.0/, '')}`),
    logged: () => log.join('\n'),
    stop: async () => {
      await Promise.all([sandbox.stop(), place.stop()]);
    },
  };
}

interface Place {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly connectionString: string;
  readonly drop: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

async function openAccount(): Promise<Place> {
  const azurite = await startAzurite();
  const { connectionString } = azurite;
  return {
    settings: { kind: 'connection-string', connectionString: { env: 'SANDBOX_STORAGE' } },
    connectionString,
    drop: async () => {
      await BlobServiceClient.fromConnectionString(connectionString).deleteContainer('rollcall');
    },
    stop: () => azurite.stop(),
  };
}

async function openFolder(): Promise<Place> {
  const path = await mkdtemp(join(tmpdir(), 'rollcall-scenario-'));
  const drop = () => rm(path, { recursive: true, force: true });
  return { settings: { kind: 'folder', path }, connectionString: '', drop, stop: drop };
}

function configuredFile(sandbox: Sandbox, directory: DirectoryKind, place: Place, change: Change): ConnectionFileText {
  const file = sandboxConnectionFile(sandbox, {
    directory,
    storage: place.settings,
    profiles: [TECHNICIANS],
    connection: { mode: 'full', seats: { F: 25 }, guards: {}, protected: ['admin'], ...change.connection },
    env: { SANDBOX_STORAGE: place.connectionString, ...change.env },
    ...(change.events !== undefined && { events: change.events }),
  });
  const parsed = fileShape.parse(JSON.parse(file.text));
  const connections = parsed.connections.map((one) => ({
    ...one,
    directory: { ...one.directory, ...change.directory },
    psa: { ...one.psa, ...change.psa },
  }));
  return { text: JSON.stringify({ ...parsed, connections }), env: file.env };
}

function configuredConnection({ text, env }: ConnectionFileText) {
  const config = loadConfig(text, 'scenario', env);
  const connection: ConnectionConfig | undefined = config.connections[0];
  if (connection === undefined) throw new Error('The scenario needs its connection');
  return { connection, storage: config.storage };
}

const part = z.record(z.string(), z.unknown());
const fileShape = z.looseObject({ connections: z.array(z.looseObject({ directory: part, psa: part })) });

function fill(world: SandboxWorld): WorldGroup {
  const technicians = addGroup(world, { name: 'PSA Technicians' });
  for (const name of NAMES) employ(world, hired(world, name, technicians), TECHNICIANS);
  addMember(world, {
    identifier: 'admin',
    record: { adminFlag: true, officeEmail: 'admin@harborpine.example' },
    references: { securityRole: 'Administrator' },
  });
  addMember(world, { identifier: 'rollcall', licenseClass: 'A' });
  // Everybody is here today, so nobody has to be asked about.
  for (const { record } of world.members.values()) record['lastLogin'] = new Date().toISOString();
  return technicians;
}

export function hired(world: SandboxWorld, lastName: string, ...groups: readonly WorldGroup[]): WorldPerson {
  return addPerson(world, {
    firstName: 'Sam',
    lastName,
    login: `s${lastName.toLowerCase()}@harborpine.example`,
    groups,
  });
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The company has no ${what}`);
  return value;
}

/** "go deactivate sabbott: done", one line per step. */
export function storyOf(report: Pick<RunReport, 'steps'>): readonly string[] {
  return report.steps.map((step) => line(step));
}

function line(step: ReportedStep): string {
  const { action } = step;
  const who = action.kind === 'create' ? action.draft.identifier : action.member.identifier;
  const end =
    step.verdict === 'hold'
      ? `held by ${step.holds.map((hold) => hold.guard).join('+')}`
      : (step.outcome?.kind ?? 'to do');
  return `${action.kind} ${who}: ${end}`;
}
