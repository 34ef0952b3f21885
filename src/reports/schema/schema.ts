// The published form of report.json, version 1: what others may rely on when they read it.
import { z } from 'zod';
import { offboardingSchema } from './duty-schema.ts';
import { seatingSchema, seatSchema } from './seat-schema.ts';
import { digestSchema, personSchema } from './ref-schema.ts';
import { findingSchema, stepSchema } from './step-schema.ts';

const count = z.number().int().nonnegative();
const instant = z.iso.datetime().describe('ISO 8601, UTC');
const run = z
  .string()
  .regex(/^\d{8}T\d{6}Z-[0-9a-z]{6}$/)
  .meta({ id: 'run', description: 'Id of a run; sorts by time as text' });

const sourceSchema = z.strictObject({
  directory: z.string(),
  people: count,
  members: count,
  groups: z
    .array(
      z.strictObject({
        selector: z.string().describe('As configured: an id or a unique name'),
        id: z.string().nullable().describe('null: the group could not be found'),
        name: z.string().nullable(),
        people: count,
      }),
    )
    .readonly(),
  problems: z
    .array(
      z.strictObject({
        check: z.enum(['failed', 'cut', 'group-missing', 'count-contradicted', 'repeated', 'unreadable']),
        place: z.string(),
        detail: z.string(),
      }),
    )
    .readonly(),
});

const requestsSchema = z.strictObject({
  system: z.string(),
  token: count,
  reference: count,
  data: count,
  write: count,
  retries: count,
  throttled: count,
});

const timingSchema = z.strictObject({
  phase: z.enum(['read', 'look-up', 'read-work', 'decide', 'store-plan', 'execute', 'read-work-again']),
  ms: z.number().nonnegative(),
});

export const runReportSchema = z
  .strictObject({
    version: z.literal(1),
    run,
    connection: z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/),
    mode: z.enum(['observe', 'create-only', 'full']),
    applied: z.boolean().describe('Whether this run was asked to write'),
    creationsOnly: z
      .literal(true)
      .exactOptional()
      .describe('It was to create members and to leave every other step; absent: no kind of step was kept from it'),
    trigger: z.strictObject({
      kind: z.enum(['timer', 'queue', 'command-line', 'approval', 'http', 'event']),
      by: z.string(),
      ticket: z
        .string()
        .regex(/^req-\d{8}T\d{6}Z-[0-9a-f]{12}$/)
        .describe('Given to whoever asked for the run')
        .exactOptional(),
    }),
    person: personSchema.nullable().describe('The one person whom the run was about; null: everybody'),
    undoes: run
      .exactOptional()
      .describe('The run whose handovers this one took back, and it looked at nothing else; absent: an ordinary run'),
    startedAt: instant,
    finishedAt: instant,
    outcome: z.enum(['converged', 'converged-with-holds', 'pending', 'frozen', 'failed']),
    summary: z.string(),
    planDigest: digestSchema.nullable().describe('null: the run died before there was a plan'),
    whole: z
      .boolean()
      .describe('Whether all was read that there was to read, and every step that was to be written was tried'),
    steps: z.array(stepSchema).readonly(),
    findings: z.array(findingSchema).readonly(),
    source: sourceSchema,
    seats: z.array(seatSchema).readonly(),
    seating: seatingSchema
      .nullable()
      .describe('Costs, who waits, idle seats; null: the run died early or was about one person'),
    offboarding: offboardingSchema.nullable().describe('Work of leavers, and work that lies with nobody'),
    requests: z.array(requestsSchema).readonly(),
    timings: z.array(timingSchema).readonly(),
    previous: z
      .strictObject({ run, sha256: digestSchema.describe("SHA-256 of the previous run's report.json") })
      .nullable(),
  })
  .describe('What one run of Rollcall saw, decided and did.');

/** JSON Schema (draft 2020-12) of report.json. */
export function reportJsonSchema(): object {
  return { title: 'Rollcall run report', ...z.toJSONSchema(runReportSchema) };
}

/** The text of src/reports/report.schema.json. */
export function renderReportSchema(): string {
  return `${JSON.stringify(reportJsonSchema(), null, 2)}\n`;
}
