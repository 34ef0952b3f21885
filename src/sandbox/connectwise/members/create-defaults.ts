/** What a creation takes over from a member template or from another member when it does not say otherwise. */
import type { SandboxWorld } from '../../world.ts';
import { firstReference } from '../lists/find-reference.ts';
import type { JsonRecord } from '../is-record.ts';
import { MEMBER_FIELDS } from './member-fields.ts';
import type { Problem } from '../refusal.ts';

/** The references that a template fills. The security role is never among them. */
const TEMPLATE_FIELDS: readonly string[] = [
  'structureLevel',
  'securityLocation',
  'defaultLocation',
  'salesDefaultLocation',
  'defaultDepartment',
  'timeZone',
  'workRole',
  'workType',
  'type',
];

type CreateDefaults =
  { readonly kind: 'defaults'; readonly record: JsonRecord } | { readonly kind: 'problem'; readonly problem: Problem };

/** A template of the sandbox holds the first active record of every list; another member lends what it holds itself. */
export function createDefaults(world: SandboxWorld, body: JsonRecord): CreateDefaults {
  const templateId = body['fromMemberTemplateRecId'];
  if (typeof templateId === 'number') {
    const templates = world.references['memberTemplates'] ?? [];
    const template = templates.find((entry) => entry.id === templateId && entry.inactiveFlag !== true);
    if (template === undefined) return missing('fromMemberTemplateRecId', templateId);
    return { kind: 'defaults', record: Object.fromEntries(TEMPLATE_FIELDS.flatMap((field) => filled(world, field))) };
  }
  const memberId = body['fromMemberRecId'];
  if (typeof memberId !== 'number') return { kind: 'defaults', record: {} };
  const member = world.members.get(memberId);
  if (member === undefined) return missing('fromMemberRecId', memberId);
  const lent = TEMPLATE_FIELDS.flatMap((field): [string, unknown][] => {
    const value = member.record[field];
    return value === undefined ? [] : [[field, value]];
  });
  return { kind: 'defaults', record: Object.fromEntries(lent) };
}

function filled(world: SandboxWorld, field: string): [string, JsonRecord][] {
  const kind = MEMBER_FIELDS[field];
  const reference = kind?.kind === 'reference' && kind.list !== null ? firstReference(world, kind.list) : undefined;
  return reference === undefined ? [] : [[field, reference]];
}

function missing(field: string, id: number): CreateDefaults {
  return {
    kind: 'problem',
    problem: { code: 'NotFound', message: `${field} ${id} not found`, resource: 'member', field },
  };
}
