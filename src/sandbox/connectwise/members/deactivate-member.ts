/**
 * Carries out POST /system/members/{id}/deactivate. What the endpoint demands in reality is undocumented, so the quirk `deactivateEndpoint` decides which of
 * three plausible endpoints this is.
 */
import type { SandboxContext } from '../../context.ts';
import type { SandboxWorld, WorldMember } from '../../world.ts';
import { findReference } from '../lists/find-reference.ts';
import type { JsonRecord } from '../is-record.ts';
import { isRecord } from '../is-record.ts';
import { instant, stampUpdate } from './record-info.ts';
import type { Problem, Refusal } from '../refusal.ts';
import { invalidObject, notFound, refuse } from '../refusal.ts';
import { switchActivity } from './switch-activity.ts';
import { deleteOpenSheets, openSheetsRefusal } from './time-sheets.ts';

const RESPONSIBILITIES: readonly string[] = `
  activity serviceTeam workflowEmail ticketTemplate opportunity salesTeam projectManager projectTimeApprover
  projectExpenseApprover knowledgeBaseArticle departmentManager dispatchMember serviceManager dutyManager sendFromEmailNotify
  myCompanyPresident myCompanyCOO myCompanyController myCompanyDispatch myCompanyServiceManager myCompanyDutyManagerRole`
  .trim()
  .split(/\s+/);
const RESPONSIBILITY_LISTS: readonly string[] = ['companyTeam', 'serviceStatusWorkflow'];
/** What the endpoint wants handed over when the quirk says so. */
const DEMANDED: readonly string[] = ['projectManager', 'dispatchMember'];

/** Answers the body that is sent back. Open time sheets are destroyed only on request, and then `deletedOpenTimeSheets` in the world's record says how many. */
export function deactivateMember(context: SandboxContext, member: WorldMember, body: unknown): JsonRecord | Refusal {
  if (context.quirks.deactivateEndpoint === 'absent') return notFound('The endpoint is');
  if (!isRecord(body)) return refuse(400, 'InvalidObject', 'A deactivation must be a JSON object');
  const problems = [
    ...Object.entries(body).flatMap(([field, value]) => fieldProblems(context.world, member, field, value)),
    ...(context.quirks.deactivateEndpoint === 'demands-reassignment' ? missingHandovers(body) : []),
  ];
  if (member.inactiveFlag)
    problems.push(problem('InvalidState', 'inactiveFlag', `${member.identifier} is inactive already`));
  if (problems.length > 0) return invalidObject('memberDeactivation', problems);

  const sheets = openSheetsRefusal(context.world, member);
  if (sheets !== null && body['deleteOpenTimeSheetsFlag'] !== true) return sheets;
  if (sheets !== null) member.record['deletedOpenTimeSheets'] = deleteOpenSheets(context.world, member);
  switchActivity(member, true, instant(context));
  stampUpdate(context, member);
  const counts = RESPONSIBILITIES.map((field): [string, unknown] => [field, { count: 0 }]);
  return {
    ...Object.fromEntries(counts),
    companyTeam: [],
    serviceStatusWorkflow: [],
    deleteOpenTimeSheetsFlag: false,
    ...body,
  };
}

function fieldProblems(world: SandboxWorld, leaver: WorldMember, field: string, value: unknown): readonly Problem[] {
  if (field === 'deleteOpenTimeSheetsFlag')
    return typeof value === 'boolean' ? [] : [problem('InvalidValue', field, `${field} must be true or false`)];
  if (RESPONSIBILITIES.includes(field)) return handoverProblems(world, leaver, field, value);
  if (!RESPONSIBILITY_LISTS.includes(field))
    return [problem('UnknownField', field, `${field} is no field of a deactivation`)];
  return Array.isArray(value)
    ? value.flatMap((item) => handoverProblems(world, leaver, field, item))
    : [problem('InvalidValue', field, `${field} must be a list`)];
}

function handoverProblems(world: SandboxWorld, leaver: WorldMember, field: string, value: unknown): readonly Problem[] {
  if (!isRecord(value)) return [problem('InvalidValue', field, `${field} must be an object`)];
  const receiver = value['reAssignToMember'];
  if (receiver === undefined || receiver === null) return [];
  const found = findReference(world, 'members', receiver);
  if (found.kind === 'problem') return [problem(found.code, field, `${field}: member ${found.message}`)];
  return isRecord(found.value) && found.value['id'] === leaver.id
    ? [problem('InvalidValue', field, `${field} cannot be handed to the leaver`)]
    : [];
}

function missingHandovers(body: JsonRecord): readonly Problem[] {
  return DEMANDED.filter((field) => {
    const item = body[field];
    return !isRecord(item) || !isRecord(item['reAssignToMember']);
  }).map((field) => problem('ReassignmentRequired', field, `${field} must be handed to another member`));
}

function problem(code: string, field: string, message: string): Problem {
  return { code, message, resource: 'memberDeactivation', field };
}
