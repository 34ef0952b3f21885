/** From registrations to functions that this host can run: an HTTP, a timer or a queue trigger each, with its settings filled in. Everything else is refused, all at once. */
import type { AuthLevel } from '../http/keys.ts';
import type { ConfigProblem } from '../../errors.ts';
import { createSchedule, type Schedule } from '../timers/schedule.ts';
import type { FunctionHandler } from './programming-model.ts';
import { problemsIn } from '../../config/problems/problems-in.ts';
import { readSetting, resolveNames, type Settings } from '../settings.ts';
import type { Registration } from './core-module.ts';
import { z } from 'zod';

interface Hosted {
  readonly name: string;
  /** As the library registered it, and as it wants it back with every invocation. */
  readonly metadata: unknown;
  readonly handler: FunctionHandler;
  /** The library's name for the trigger among the bindings. */
  readonly binding: string;
}
export interface HttpFunction extends Hosted {
  readonly kind: 'http';
  readonly route: string;
  readonly methods: readonly string[];
  readonly authLevel: AuthLevel;
}
export interface TimerFunction extends Hosted {
  readonly kind: 'timer';
  readonly schedule: Schedule;
  readonly runOnStartup: boolean;
}
export interface QueueFunction extends Hosted {
  readonly kind: 'queue';
  readonly queue: string;
  /** Name of the setting with the connection string. */
  readonly connection: string;
  readonly connectionString: string;
}
/** Run once, at every start. */
export interface WarmupFunction extends Hosted {
  readonly kind: 'warmup';
}
export type HostedFunction = HttpFunction | TimerFunction | QueueFunction | WarmupFunction;

const bindingSchema = z.looseObject({ type: z.string(), direction: z.string() });
const namedSchema = z.looseObject({ name: z.string() });
const registrationSchema = z.looseObject({
  name: z.string().regex(/^[A-Za-z][\w-]{0,126}$/, 'expected a letter, then letters, digits, - and _'),
  bindings: z.record(z.string(), bindingSchema),
  retryOptions: z.undefined({ error: 'is not done here; expected a function without it' }).optional(),
});
const TRIGGERS = {
  httptrigger: z.looseObject({
    authLevel: z
      .string()
      .toLowerCase()
      .pipe(z.enum(['anonymous', 'function', 'admin'])),
    methods: z.array(z.string().toUpperCase()).min(1),
    route: z.string().optional(),
  }),
  timertrigger: z.looseObject({ schedule: z.string(), runOnStartup: z.boolean().default(false) }),
  queuetrigger: z.looseObject({ queueName: z.string(), connection: z.string().default('AzureWebJobsStorage') }),
};

interface Surroundings {
  readonly settings: Settings;
  readonly problems: ConfigProblem[];
}

/** Functions that a setting `AzureWebJobs.NAME.Disabled` switches off are left out, as in Azure. What cannot be hosted is noted as a problem. */
export function readHostedFunctions(
  registrations: readonly Registration[],
  { settings, problems }: Surroundings,
): readonly HostedFunction[] {
  const functions = registrations.flatMap((registration) => readHosted(registration, { settings, problems }));
  const twice = functions.find(({ name }, index) =>
    functions.slice(0, index).some((other) => other.name.toLowerCase() === name.toLowerCase()),
  );
  if (twice !== undefined)
    problems.push({ path: `function ${twice.name}`, message: 'Two functions have this name; expected one.' });
  return functions;
}

function readHosted(registration: Registration, { settings, problems }: Surroundings): readonly HostedFunction[] {
  const parsed = registrationSchema.safeParse(registration.metadata);
  if (!parsed.success) {
    const { name } = namedSchema.catch({ name: 'without a name' }).parse(registration.metadata);
    problems.push(...problemsIn(`function ${name}`, parsed.error));
    return [];
  }
  const { name, bindings } = parsed.data;
  const path = `function ${name}`;
  if (/^(true|1)$/i.test(readSetting(settings, `AzureWebJobs.${name}.Disabled`) ?? '')) return [];
  const trigger = Object.entries(bindings).find(([, { type }]) => /trigger$/i.test(type));
  const extra = Object.entries(bindings).filter(
    ([key, { type, direction }]) => key !== trigger?.[0] && !(type === 'http' && direction === 'out'),
  );
  problems.push(...extra.map(([, { type }]) => notHere(path, `binding of type "${type}"`)));
  if (trigger === undefined) {
    problems.push({ path, message: 'It has no trigger.' });
    return [];
  }
  const [binding, found] = trigger;
  const hosted = { name, metadata: registration.metadata, handler: registration.handler, binding };
  return readTrigger(hosted, found, { settings, problems });
}

function readTrigger(
  hosted: Hosted,
  trigger: z.infer<typeof bindingSchema>,
  { settings, problems }: Surroundings,
): readonly HostedFunction[] {
  const path = `function ${hosted.name}`;
  const resolve = (text: string): string => resolveNames(text, settings, path, problems);
  const parsing = <Shape extends z.ZodType>(schema: Shape): z.infer<Shape> | undefined => {
    const parsed = schema.safeParse(trigger);
    if (!parsed.success) problems.push(...problemsIn(path, parsed.error));
    return parsed.data;
  };
  switch (trigger.type.toLowerCase()) {
    case 'httptrigger': {
      const http = parsing(TRIGGERS.httptrigger);
      if (http === undefined) return [];
      const { authLevel, methods, route = hosted.name } = http;
      return [{ ...hosted, kind: 'http', authLevel, methods, route: resolve(route) }];
    }
    case 'timertrigger': {
      const timer = parsing(TRIGGERS.timertrigger);
      const noted = problems.length;
      const text = timer === undefined ? '' : resolve(timer.schedule);
      if (timer === undefined || problems.length > noted) return [];
      const schedule = createSchedule(text);
      if (schedule.kind === 'schedule')
        return [{ ...hosted, kind: 'timer', schedule, runOnStartup: timer.runOnStartup }];
      problems.push({ path, message: schedule.message });
      return [];
    }
    case 'queuetrigger': {
      const queue = parsing(TRIGGERS.queuetrigger);
      if (queue === undefined) return [];
      const connectionString = readConnection(queue.connection, path, { settings, problems });
      return [
        { ...hosted, kind: 'queue', queue: resolve(queue.queueName), connection: queue.connection, connectionString },
      ];
    }
    case 'warmuptrigger':
      return [{ ...hosted, kind: 'warmup' }];
    default:
      problems.push(notHere(path, `trigger of type "${trigger.type}"`));
      return [];
  }
}

/** The setting of that name, or of that name after `AzureWebJobs`. */
function readConnection(name: string, path: string, { settings, problems }: Surroundings): string {
  const value = readSetting(settings, name) ?? readSetting(settings, `AzureWebJobs${name}`);
  if (value !== undefined) return value;
  const byIdentity = Object.keys(settings).find((key) => key.startsWith(`${name}__`));
  problems.push({
    path,
    message:
      byIdentity === undefined
        ? `The setting ${name} is not set; expected the connection string of a storage account, or UseDevelopmentStorage=true for Azurite.`
        : `The setting ${byIdentity} stands for a connection by identity, which rollcall serve does not make; expected a connection string in ${name}, or UseDevelopmentStorage=true for Azurite.`,
  });
  return '';
}

function notHere(path: string, what: string): ConfigProblem {
  return {
    path,
    message: `A ${what} is not hosted here; expected an HTTP, a timer or a queue trigger, and no other binding. Azure Functions Core Tools host them all: func start`,
  };
}
