/** POST /api/app/NAME/approvals: a decision by the form of the page "Waiting". Answers with where to look, so that loading that anew decides nothing again. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import type { ConnectionConfig } from '../../config/config.ts';
import { rulingId, type RulingId } from '../../domain/ids.ts';
import { RULING_KINDS, type RulingKind } from '../../domain/rulings/ruling.ts';
import { RefusedError } from '../../errors.ts';
import { readWaitingSet } from '../../app/archive/read-waiting.ts';
import type { Links } from '../../pages/page-links.ts';
import type { Logger } from '../../ports/run-ports.ts';
import { GUARDED } from '../dashboard/page-headers.ts';
import type { OpenStorage } from '../compose/open-storage.ts';
import { systemClock } from '../system.ts';
import { decide, rulingPorts } from './decide.ts';
import { formKey } from './deciding.ts';
import { checkToken, decisionIdOf } from './form-token.ts';
import { readBody } from './read-body.ts';
import { requireSameOrigin } from './same-origin.ts';
import { deciderOf } from './who-decides.ts';

export interface FormPlace {
  readonly connection: ConnectionConfig;
  readonly storage: OpenStorage;
  readonly links: Links;
  readonly logger: Logger;
}

/** Throws RefusedError for whoever may not, a form that is not ours or not theirs, and whatever giveRuling refuses. */
export async function takeForm(request: HttpRequest, place: FormPlace): Promise<HttpResponseInit> {
  const { connection, storage, links, logger } = place;
  const { name } = connection;
  const by = deciderOf(request);
  requireSameOrigin(request);
  const fields = new URLSearchParams(await readBody(request, 'application/x-www-form-urlencoded'));
  const form = formOf(fields.get('form') ?? '');
  const said = { connection: name, decider: by, form };
  checkToken(await formKey(storage), said, fields.get('token') ?? '', systemClock.now().getTime());

  const until = fields.get('until')?.trim() ?? '';
  const ruling = await decide(
    connection,
    storage,
    {
      kind: kindOf(fields.get('decision') ?? ''),
      digests: await digestsOf(fields, place),
      by,
      // A browser sends two characters for each line break that it has counted as one.
      note: (fields.get('note') ?? '').replaceAll('\r\n', '\n'),
      ...(until !== '' && { until }),
      id: decisionIdOf(form, [...fields]),
    },
    logger,
  );
  return {
    status: 303,
    headers: {
      ...GUARDED,
      'Cache-Control': 'no-store',
      Location: links.section(name, 'waiting', { decision: ruling.id }),
    },
  };
}

/** Those that were chosen; where the whole set was, all of it as the run had it that was shown. */
async function digestsOf(fields: URLSearchParams, { connection, storage }: FormPlace): Promise<readonly string[]> {
  if (fields.get('all') !== 'yes') return fields.getAll('digest');
  return readWaitingSet(rulingPorts(connection, storage), fields.get('run') ?? '', fields.get('set') ?? '');
}

function kindOf(text: string): RulingKind {
  const kind = RULING_KINDS.find((one) => one === text);
  if (kind !== undefined) return kind;
  if (text === 'none')
    throw new RefusedError(
      400,
      'Enter alone decides nothing. Go back, and press one of the buttons: Approve, Deny or Set aside.',
    );
  throw new RefusedError(400, `"${text.slice(0, 40)}" is no decision; expected ${RULING_KINDS.join(', ')}.`);
}

function formOf(text: string): RulingId {
  try {
    return rulingId(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RefusedError(403, 'This form is not one of ours. Load the page "Waiting" anew and decide there.');
  }
}
