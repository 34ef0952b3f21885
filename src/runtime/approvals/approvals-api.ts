/** GET and POST /api/connections/NAME/approvals: what waits and what was decided, and decisions on it. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { parseDecisionBody } from '../../adapters/azure/decision-body.ts';
import { readWaiting } from '../../app/archive/read-waiting.ts';
import type { ConnectionName } from '../../domain/ids.ts';
import type { Ruling } from '../../domain/rulings/ruling.ts';
import type { StandingNow, WaitingNow } from '../../domain/rulings/waiting.ts';
import { RefusedError } from '../../errors.ts';
import type { Logger } from '../../ports/run-ports.ts';
import { nameOf, reasonOf } from '../../reports/words/describe-step.ts';
import { rulingState } from '../../reports/words/describe-ruling.ts';
import { admit } from '../http/signed-in.ts';
import { findConnection, openConfiguredStorage } from '../unattended.ts';
import { subjectOf } from '../../domain/planning/action.ts';
import { decide, rulingPorts } from './decide.ts';
import { readBody } from './read-body.ts';
import { refuseForeignOrigin } from './same-origin.ts';
import { deciderOf } from './who-decides.ts';

const PRIVATE = {
  'Content-Type': 'application/json',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
};
/** Decisions in one answer; older ones are with their runs. */
const SHOWN = 100;

export async function answerApprovals(request: HttpRequest, logger: Logger): Promise<HttpResponseInit> {
  return request.method === 'POST' ? take(request, logger) : list(request);
}

async function list(request: HttpRequest): Promise<HttpResponseInit> {
  admit(request, 'reader');
  const { config, storage } = await openConfiguredStorage();
  const connection = findConnection(config, request.params['connection'] ?? '');
  const waiting = await readWaiting(rulingPorts(connection, storage));
  return json(200, listed(connection.name, waiting));
}

/** 202 with the address of the run when one was asked for, 200 when the decision needs none or waits for a second person. */
async function take(request: HttpRequest, logger: Logger): Promise<HttpResponseInit> {
  const by = deciderOf(request);
  refuseForeignOrigin(request);
  const body = parseDecisionBody(parseJson(await readBody(request, 'application/json')));
  const { config, storage } = await openConfiguredStorage();
  const connection = findConnection(config, request.params['connection'] ?? '');
  const ruling = await decide(connection, storage, { ...body, by }, logger);
  const run = ruling.ticket === null ? null : `/api/connections/${connection.name}/runs/${ruling.ticket}`;
  return json(run === null ? 200 : 202, told(ruling), run === null ? {} : { Location: run });
}

function listed(connection: ConnectionName, { report, steps, rulings, secondPerson }: WaitingNow): unknown {
  return {
    connection,
    run: report?.run ?? null,
    planDigest: report?.planDigest ?? null,
    secondPerson,
    steps: steps.map(toldStep),
    decisions: rulings.slice(0, SHOWN).map(told),
  };
}

function toldStep(standing: StandingNow): unknown {
  const { kind, step } = standing;
  return {
    state: kind,
    digest: step.digest,
    action: step.action.kind,
    memberId: subjectOf(step.action),
    name: nameOf(step.action),
    reason: reasonOf(step.action),
    holds: step.holds,
    approvals:
      kind === 'waits' ? standing.approvals.map(({ by, at, note, expires }) => ({ by, at, note, expires })) : [],
    objection: kind === 'decided' ? standing.objection : null,
    decision: kind === 'under-way' ? standing.ruling.id : null,
  };
}

function told(ruling: Ruling): unknown {
  const { version, kind, person, ...rest } = ruling;
  return { version, decision: kind, state: rulingState(ruling), ...rest, signedIn: person !== null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new RefusedError(
      400,
      'The body is not JSON. Expected {"decision": "approve", "digests": ["…"], "note": "…"}.',
    );
  }
}

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpResponseInit {
  return { status, headers: { ...PRIVATE, ...headers }, body: JSON.stringify(body) };
}
