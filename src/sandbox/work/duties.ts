/** Whatever else a member is in charge of: no list shows it, but the usages count it, and a deactivation can hand some of it over. */
import type { SandboxWorld, WorldMember } from '../world.ts';
import { someMemberId } from './named.ts';
import { addRow } from './table.ts';

/** Those with a place in the body of a deactivation. */
const HANDED_DUTIES = ['ticketTemplate', 'salesTeam', 'knowledgeBaseArticle'] as const;
type HandedDuty = (typeof HANDED_DUTIES)[number];

export interface WorldDuty {
  readonly id: number;
  /** Any other text is a kind that the usages name and no deactivation knows: "Survey recipient". */
  readonly kind: string;
  readonly name: string;
  readonly member: number;
}

export function addDuty(
  world: SandboxWorld,
  input: { readonly kind: string; readonly name: string; readonly member: WorldMember },
): WorldDuty {
  const { duties } = world.work;
  return addRow(duties, {
    id: duties.nextId,
    kind: input.kind,
    name: input.name,
    member: someMemberId(world, input.member),
  });
}

export function isHandedDuty(kind: string): kind is HandedDuty {
  return HANDED_DUTIES.some((one) => one === kind);
}
