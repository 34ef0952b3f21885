/** Carries out POST /service/tickets: every problem at once, and nothing made where there is one. */
import type { SandboxContext } from '../../../context.ts';
import type { Row, Table } from '../../../work/table.ts';
import { addRow } from '../../../work/table.ts';
import { nextTicketId, type WorldTicket } from '../../../work/tickets.ts';
import type { JsonRecord } from '../../is-record.ts';
import { isRecord } from '../../is-record.ts';
import type { Problem, Refusal } from '../../refusal.ts';
import { invalidObject, refuse } from '../../refusal.ts';
import { addNote } from './create-note.ts';
import { noteOf } from './patch-row.ts';
import { LONGEST_EXTERNAL, LONGEST_SUMMARY } from './patch-tickets.ts';

const NORMAL_PRIORITY = 6;
const TEXTS: Readonly<Record<string, number>> = {
  summary: LONGEST_SUMMARY,
  externalXRef: LONGEST_EXTERNAL,
  initialDescription: Infinity,
  initialInternalAnalysis: Infinity,
  initialResolution: Infinity,
};
const FLAGS: readonly string[] = [
  ...['allowAllClientsPortalView', 'automaticEmailContactFlag', 'automaticEmailResourceFlag', 'automaticEmailCcFlag'],
  ...['processNotifications', 'skipCallback'],
];
const REFERENCES: readonly string[] = ['board', 'company', 'status', 'priority', 'type'];

export function createTicket(context: SandboxContext, body: unknown): WorldTicket | Refusal {
  const { world } = context;
  const { work } = world;
  if (!isRecord(body)) return refuse(400, 'InvalidObject', 'ticket must be a JSON object');
  const problems: Problem[] = [...fieldProblems(body)];
  const fail = (field: string, code: string, message: string): void =>
    void problems.push(problem(field, code, message));

  const boards = (world.references['boards'] ?? []).filter((board) => board.inactiveFlag !== true);
  const board = body['board'] === undefined ? boards[0]?.id : boards.find(({ id }) => id === idOf(body['board']))?.id;
  if (board === undefined) fail('board', 'NotFound', 'board was not found');
  if (boards.some(({ id, projectFlag }) => id === board && projectFlag === true))
    fail('board', 'InvalidValue', 'a service ticket cannot lie on a project board');
  const company = companyIn(context, body['company']);
  if (company === undefined)
    fail('company', body['company'] === undefined ? 'MissingRequiredField' : 'NotFound', 'company is required');
  const ofBoard = [...work.boardStatuses.byId.values()].filter((one) => one.board === board && !one.inactive);
  const status =
    body['status'] === undefined
      ? (ofBoard.find((one) => one.defaultFlag) ?? ofBoard[0])
      : ofBoard.find(({ id }) => id === idOf(body['status']));
  if (status === undefined) fail('status', 'NotFound', 'no status of this board was found');
  const priority = body['priority'] === undefined ? NORMAL_PRIORITY : rowIn(work.priorities, body['priority'])?.id;
  if (priority === undefined) fail('priority', 'NotFound', 'priority was not found');
  const type = body['type'] === undefined ? undefined : rowIn(work.boardTypes, body['type']);
  if (body['type'] !== undefined && type?.board !== board) fail('type', 'NotFound', 'no type of this board was found');
  const { summary, externalXRef } = body;
  if (typeof summary !== 'string' || summary.trim() === '')
    fail('summary', 'MissingRequiredField', 'summary is required');
  if (
    problems.length > 0 ||
    typeof summary !== 'string' ||
    board === undefined ||
    company === undefined ||
    status === undefined ||
    priority === undefined
  )
    return invalidObject('ticket', problems);

  const { lastUpdated, updatedBy } = noteOf(context);
  const closed = status.closedStatus;
  const ticket = addRow<WorldTicket>(work.serviceTickets, {
    id: nextTicketId(world),
    kind: 'service',
    summary,
    board,
    status: status.id,
    priority,
    company,
    team: null,
    project: null,
    owner: null,
    closedFlag: closed,
    dateEntered: lastUpdated,
    enteredBy: updatedBy,
    closedDate: closed ? lastUpdated : null,
    closedBy: closed ? updatedBy : null,
    lastUpdated,
    updatedBy,
    externalXRef: typeof externalXRef === 'string' && externalXRef !== '' ? externalXRef : null,
    type: type?.id ?? null,
  });
  addInitialNotes(context, ticket.id, body);
  const notice = { record: 'ticket', id: ticket.id, member: null } as const;
  if (body['processNotifications'] !== false) work.sent.push({ kind: 'mail', ...notice });
  if (body['skipCallback'] !== true) work.sent.push({ kind: 'callback', ...notice });
  return ticket;
}

function fieldProblems(body: JsonRecord): readonly Problem[] {
  return Object.entries(body).flatMap(([field, value]) => {
    const longest = TEXTS[field];
    if (longest !== undefined)
      return typeof value === 'string' && value.length <= longest
        ? []
        : [problem(field, 'InvalidValue', `${field} must be a text of at most ${longest} characters`)];
    if (FLAGS.includes(field))
      return typeof value === 'boolean' ? [] : [problem(field, 'InvalidValue', `${field} must be true or false`)];
    return REFERENCES.includes(field)
      ? []
      : [problem(field, 'UnknownField', `${field} is no field that can be written`)];
  });
}

/** What is written first is only taken here, and shows as notes. */
function addInitialNotes(context: SandboxContext, ticket: number, body: JsonRecord): void {
  const { initialDescription, initialInternalAnalysis, initialResolution } = body;
  const texts = [initialDescription, initialInternalAnalysis, initialResolution];
  for (const [at, text] of texts.entries())
    if (typeof text === 'string' && text !== '')
      addNote(context, ticket, {
        text,
        detailDescriptionFlag: at === 0,
        internalAnalysisFlag: at === 1,
        resolutionFlag: at === 2,
      });
}

function companyIn({ world }: SandboxContext, value: unknown): number | undefined {
  const wanted = isRecord(value) ? value['identifier'] : undefined;
  const { companies } = world.work;
  return typeof wanted === 'string'
    ? [...companies.byId.values()].find(({ identifier }) => identifier.toLowerCase() === wanted.toLowerCase())?.id
    : rowIn(companies, value)?.id;
}

function rowIn<T extends Row>(table: Table<T>, value: unknown): T | undefined {
  const id = idOf(value);
  return id === undefined ? undefined : table.byId.get(id);
}

function idOf(value: unknown): number | undefined {
  const id = isRecord(value) ? value['id'] : undefined;
  return typeof id === 'number' ? id : undefined;
}

function problem(field: string, code: string, message: string): Problem {
  return { code, message, resource: 'ticket', field };
}
