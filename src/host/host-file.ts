/** host.json: the part of it that this host obeys, with the defaults of the Functions host. Settings override it, as there: `AzureFunctionsJobHost__extensions__queues__batchSize`. */
import { ConfigError } from '../errors.ts';
import { parseJson } from '../config/problems/parse-json.ts';
import { problemsIn } from '../config/problems/problems-in.ts';
import { readFile } from 'node:fs/promises';
import type { Settings } from './settings.ts';
import { z } from 'zod';

export interface HostFile {
  /** Before every route; may be empty. */
  readonly routePrefix: string;
  readonly queues: QueueOptions;
}
export interface QueueOptions {
  /** Messages taken at once, 1 to 32. */
  readonly batchSize: number;
  /** More are taken when no more than these are under way. */
  readonly newBatchThreshold: number;
  /** How often a message is tried before it goes to the poison queue. */
  readonly maxDequeueCount: number;
  /** Milliseconds between a failure and the next try. */
  readonly visibilityTimeout: number;
  /** Milliseconds between two looks at an empty queue, at most. */
  readonly maxPollingInterval: number;
  readonly messageEncoding: 'base64' | 'none';
}

const OVERRIDE = 'AzureFunctionsJobHost__';
const SPAN = /^(?:(?<days>\d{1,3})\.)?(?<hours>\d\d):(?<minutes>[0-5]\d):(?<seconds>[0-5]\d(?:\.\d{1,7})?)$/;
const MINUTE_MS = 60_000;

/** A .NET time span as milliseconds. */
const span = z
  .string()
  .regex(SPAN, 'expected a time span like "00:01:30" (hours, minutes, seconds)')
  .transform((text) => {
    const { days = '0', hours = '0', minutes = '0', seconds = '0' } = SPAN.exec(text)?.groups ?? {};
    return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * MINUTE_MS + Number(seconds) * 1000;
  });
/** A setting that overrides is text. */
const whole = (least: number, most: number) =>
  z.preprocess(
    (given) => (typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : given),
    z.int().min(least).max(most),
  );

const hostSchema = z.looseObject({
  extensions: z
    .looseObject({
      http: z.looseObject({ routePrefix: z.string().default('api') }).prefault({}),
      queues: z
        .looseObject({
          batchSize: whole(1, 32).default(16),
          newBatchThreshold: whole(0, 1000).optional(),
          maxDequeueCount: whole(1, 1000).default(5),
          visibilityTimeout: span.default(0),
          maxPollingInterval: span.refine((ms) => ms >= 100, 'expected at least "00:00:00.100"').default(MINUTE_MS),
          messageEncoding: z.enum(['base64', 'none']).default('base64'),
        })
        .prefault({}),
    })
    .prefault({}),
});

/** Reads the host.json nearest to the functions folder, from there upwards; none means the defaults. Throws ConfigError. */
export async function readHostFile(functions: URL, settings: Settings): Promise<HostFile> {
  const found = await findUpwards(functions);
  const place = found?.place ?? 'host.json';
  const parsed = hostSchema.safeParse(withOverrides(found === undefined ? {} : parseJson(found.text, place), settings));
  if (!parsed.success) throw new ConfigError(problemsIn(place, parsed.error));
  const { http, queues } = parsed.data.extensions;
  return {
    routePrefix: http.routePrefix.replace(/^\/|\/$/g, ''),
    queues: { ...queues, newBatchThreshold: queues.newBatchThreshold ?? Math.floor(queues.batchSize / 2) },
  };
}

async function findUpwards(folder: URL): Promise<{ readonly place: string; readonly text: string } | undefined> {
  const file = new URL('host.json', folder);
  try {
    return { place: file.pathname, text: await readFile(file, 'utf8') };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const above = new URL('../', folder);
  return above.href === folder.href ? undefined : findUpwards(above);
}

function withOverrides(file: unknown, settings: Settings): unknown {
  return Object.entries(settings)
    .filter((entry): entry is [string, string] => entry[0].startsWith(OVERRIDE) && entry[1] !== undefined)
    .reduce((over, [name, value]) => withValue(over, name.slice(OVERRIDE.length).split('__'), value), file);
}

function withValue(node: unknown, [name, ...rest]: readonly string[], value: string): unknown {
  if (name === undefined) return value;
  const fields: ReadonlyMap<string, unknown> = new Map(
    typeof node === 'object' && node !== null ? Object.entries(node) : [],
  );
  return { ...Object.fromEntries(fields), [name]: withValue(fields.get(name), rest, value) };
}
