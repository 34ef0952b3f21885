// The messages that ask for work, version 1: {"version":1,"connection":"NAME","asked":{…}}. They carry an identity, never facts.
import { z } from 'zod';
import { connectionName, personId, rulingId, ticket } from '../../../domain/ids.ts';
import type { Work, WorkKind } from '../../../domain/events/work.ts';
import { InvariantError, RemoteError } from '../../../errors.ts';

type WorkOf<Kind extends WorkKind> = Extract<Work, { kind: Kind }>;

const shaped = (shape: RegExp) => z.string().regex(shape);
const version = z.literal(1);
const connection = shaped(/^[a-z0-9][a-z0-9-]{0,49}$/).transform(connectionName);
const person = shaped(/^[A-Za-z0-9._-]{1,128}$/).transform(personId);
const decision = shaped(/^dec-\d{8}T\d{6}Z-[0-9a-f]{12}$/).transform(rulingId);
/** Whoever writes a message by hand need not say why: by the clock is taken for granted. */
const asked = z
  .discriminatedUnion('by', [
    z.object({ by: z.literal('schedule'), due: z.iso.datetime().exactOptional() }),
    z.object({ by: z.literal('event'), at: z.iso.datetime() }),
    z.object({ by: z.literal('request'), ticket: shaped(/^req-\d{8}T\d{6}Z-[0-9a-f]{12}$/).transform(ticket) }),
  ])
  .default({ by: 'schedule' });

const SHAPES: { readonly [Kind in WorkKind]: z.ZodType<WorkOf<Kind>> } = {
  run: z
    .object({ version, connection, asked })
    .transform(({ connection, asked }) => ({ kind: 'run', connection, asked }) as const),
  person: z
    .object({ version, connection, person, asked })
    .transform(({ connection, person, asked }) => ({ kind: 'person', connection, person, asked }) as const),
  slow: z
    .object({ version, connection, person: person.nullable().default(null), asked })
    .transform(({ connection, person, asked }) => ({ kind: 'slow', connection, person, asked }) as const),
  subscriptions: z
    .object({ version, connection, asked })
    .transform(({ connection, asked }) => ({ kind: 'subscriptions', connection, asked }) as const),
  approval: z
    .object({ version, connection, decision, asked })
    .transform(({ connection, decision, asked }) => ({ kind: 'approval', connection, decision, asked }) as const),
};

const WORDS = {
  run: { queue: 'runs', form: '{"version":1,"connection":"NAME"}' },
  person: { queue: 'people', form: '{"version":1,"connection":"NAME","person":"ID"}' },
  slow: { queue: 'slow runs', form: '{"version":1,"connection":"NAME"}' },
  subscriptions: { queue: 'subscriptions', form: '{"version":1,"connection":"NAME"}' },
  approval: { queue: 'approvals', form: '{"version":1,"connection":"NAME","decision":"dec-…"}' },
} as const satisfies Record<WorkKind, unknown>;

/** Accepts what the queue trigger hands over: the parsed object, or its JSON as text. Throws RemoteError `malformed` on anything else. */
export function parseWork<Kind extends WorkKind>(kind: Kind, message: unknown): WorkOf<Kind> {
  const { work, problem } = understandWork(kind, message);
  if (work !== null) return work;
  const { queue, form } = WORDS[kind];
  const advice = `Only Rollcall sends to this queue; a message by hand has the form ${form}, encoded as base64.`;
  throw new RemoteError({
    system: 'storage',
    request: 'receive a message',
    status: null,
    reason: 'malformed',
    message: `A message in the queue of ${queue} cannot be used: ${problem}. ${advice}`,
    advice,
  });
}

/** The same for whoever can go on without. */
export function understandWork<Kind extends WorkKind>(
  kind: Kind,
  message: unknown,
): { readonly work: WorkOf<Kind>; readonly problem: null } | { readonly work: null; readonly problem: string } {
  const plain = typeof message === 'string' ? parseJson(message) : { value: message };
  if (plain === undefined) return { work: null, problem: `${String(message).length} characters that are not JSON` };
  const parsed = SHAPES[kind].safeParse(plain.value);
  if (parsed.success) return { work: parsed.data, problem: null };
  const problems = parsed.error.issues.map(
    (issue) => `${issue.path.map(String).join('.') || 'the whole'}: ${issue.message}`,
  );
  return { work: null, problem: problems.join('; ') };
}

/** The text as it lies in the queue: base64 of UTF-8 JSON, which is what the queue trigger of Azure Functions decodes by default. Work that could not be read back is a bug and is never sent. */
export function renderWork(work: Work): string {
  const message = messageOf(work);
  const { problem } = understandWork(work.kind, message);
  if (problem !== null) throw new InvariantError(`Work that was to be sent could not be read back: ${problem}`);
  return Buffer.from(JSON.stringify(message), 'utf8').toString('base64');
}

function messageOf(work: Work) {
  const { connection, asked } = work;
  return {
    version: 1,
    connection,
    ...((work.kind === 'person' || work.kind === 'slow') && work.person !== null && { person: work.person }),
    ...(work.kind === 'approval' && { decision: work.decision }),
    ...((asked.by !== 'schedule' || asked.due !== undefined) && { asked }),
  };
}

/** undefined: it is no JSON. */
function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
