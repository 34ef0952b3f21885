/**
 * Carries out POST /system/members/{id}/deactivate. What the endpoint demands in reality is undocumented, so the quirk `deactivateEndpoint` decides which of
 * several plausible endpoints this is, and `workAtDeactivation` what it makes of open tickets.
 */
import type { SandboxContext } from '../../../context.ts';
import type { WorldMember } from '../../../world.ts';
import type { JsonRecord } from '../../is-record.ts';
import { isRecord } from '../../is-record.ts';
import type { Problem, Refusal } from '../../refusal.ts';
import { invalidObject, notFound, refuse } from '../../refusal.ts';
import type { Holding } from '../../work/usages/holding.ts';
import { LIST_SLOTS, SINGLE_SLOTS } from '../../work/usages/slots.ts';
import { holdingsOf } from '../../work/usages/usages.ts';
import { noteOf } from '../../work/writes/patch-row.ts';
import { instant, stampUpdate } from '../record-info.ts';
import { switchActivity } from '../switch-activity.ts';
import { deleteOpenSheets, openSheetsRefusal } from '../time-sheets.ts';
import type { Receiver } from './handovers.ts';
import { bodyProblems, missingDemands, missingHandovers, receiverOf } from './handovers.ts';

interface Handover {
  readonly holding: Holding;
  readonly receiver: Receiver | null;
}

/**
 * Answers the body with what the leaver held. What has a receiver is theirs then; the rest stays with the leaver. Open time sheets are destroyed only on
 * request, and then `deletedOpenTimeSheets` in the world's record says how many.
 */
export function deactivateMember(context: SandboxContext, member: WorldMember, body: unknown): JsonRecord | Refusal {
  const { world, quirks } = context;
  if (quirks.deactivateEndpoint === 'absent') return notFound('The endpoint is');
  if (!isRecord(body)) return refuse(400, 'InvalidObject', 'A deactivation must be a JSON object');
  const holdings = holdingsOf(world, member.id);
  const problems = [
    ...bodyProblems(world, member, body, holdings),
    ...(quirks.deactivateEndpoint === 'demands-reassignment' ? missingDemands(body) : []),
    ...(quirks.deactivateEndpoint === 'demands-what-is-held' ? missingHandovers(world, body, holdings) : []),
    ...(quirks.workAtDeactivation === 'refused' ? openTicketProblems(holdings) : []),
  ];
  if (member.inactiveFlag)
    problems.push(problem('InvalidState', 'inactiveFlag', `${member.identifier} is inactive already`));
  if (problems.length > 0) return invalidObject('memberDeactivation', problems);

  const sheets = openSheetsRefusal(world, member);
  if (sheets !== null && body['deleteOpenTimeSheetsFlag'] !== true) return sheets;
  if (sheets !== null) member.record['deletedOpenTimeSheets'] = deleteOpenSheets(world, member);
  const handovers = holdings.map((holding) => ({ holding, receiver: receiverOf(world, body, holding) }));
  for (const { holding, receiver } of handovers) if (receiver !== null) holding.handTo(receiver.id, noteOf(context));
  switchActivity(member, true, instant(context));
  stampUpdate(context, member);
  return {
    ...Object.fromEntries(SINGLE_SLOTS.map((slot) => [slot, singleAnswer(handovers, slot)])),
    ...Object.fromEntries(LIST_SLOTS.map((slot) => [slot, itemAnswers(handovers, slot)])),
    deleteOpenTimeSheetsFlag: body['deleteOpenTimeSheetsFlag'] === true,
  };
}

function singleAnswer(handovers: readonly Handover[], slot: string): JsonRecord {
  const here = handovers.filter(({ holding: { place } }) => place.kind === 'single' && place.slot === slot);
  return { count: here.length, ...receiverField(here) };
}

function itemAnswers(handovers: readonly Handover[], slot: string): readonly JsonRecord[] {
  const items = new Map<number, { readonly name: string; readonly here: Handover[] }>();
  for (const handover of handovers) {
    const { place } = handover.holding;
    if (place.kind !== 'item' || place.slot !== slot) continue;
    const item = items.get(place.id) ?? { name: place.name, here: [] };
    item.here.push(handover);
    items.set(place.id, item);
  }
  return [...items].map(([id, { name, here }]) => ({ id, name, count: here.length, ...receiverField(here) }));
}

function receiverField(handovers: readonly Handover[]): JsonRecord {
  const receiver = handovers[0]?.receiver ?? null;
  return receiver === null ? {} : { reAssignToMember: receiver };
}

function openTicketProblems(holdings: readonly Holding[]): readonly Problem[] {
  const tickets = holdings.filter(({ type }) => type === 'Service Ticket' || type === 'Project Ticket');
  if (tickets.length === 0) return [];
  return [problem('OpenTickets', 'owner', `The member owns ${tickets.length} open tickets`)];
}

function problem(code: string, field: string, message: string): Problem {
  return { code, message, resource: 'memberDeactivation', field };
}
