/** Answers what a member is used by: kind by kind with counts, or record by record. */
import type { SandboxWorld, WorldMember } from '../../../world.ts';
import type { JsonRecord } from '../../is-record.ts';
import type { ListSource } from '../../lists/list-source.ts';
import { INTEGER, TEXT } from '../../members/field-kinds.ts';
import { dailyHoldings } from './daily-holdings.ts';
import type { Holding } from './holding.ts';
import { lastingHoldings } from './lasting-holdings.ts';
import { officeHoldings } from './office-holdings.ts';

interface Usage {
  readonly order: number;
  readonly shown: JsonRecord;
}

const FIELDS = {
  type: TEXT,
  count: INTEGER,
  id: INTEGER,
  description: TEXT,
  typeKey: TEXT,
} as const;

/** Everything that a member is in charge of, most urgent kinds first. */
export function holdingsOf(world: SandboxWorld, memberId: number): readonly Holding[] {
  return [...dailyHoldings(world, memberId), ...lastingHoldings(world, memberId), ...officeHoldings(world, memberId)];
}

export function usageCounts(world: SandboxWorld, member: WorldMember): ListSource<Usage> {
  const counts = new Map<string, number>();
  for (const { type } of holdingsOf(world, member.id)) counts.set(type, (counts.get(type) ?? 0) + 1);
  return sourceOf([...counts].map(([type, count]) => ({ type, count, typeKey: keyOf(type) })));
}

export function usageRecords(world: SandboxWorld, member: WorldMember): ListSource<Usage> {
  return sourceOf(
    holdingsOf(world, member.id).map(({ type, id, description }) => ({ type, id, description, typeKey: keyOf(type) })),
  );
}

function sourceOf(shown: readonly JsonRecord[]): ListSource<Usage> {
  const usages = shown.map((one, order) => ({ order, shown: one }));
  return {
    fields: FIELDS,
    rows: () => usages,
    // Usages of different kinds can bear one id, so none is found by it.
    find: () => undefined,
    id: (usage) => usage.order,
    value: (usage, field) => usage.shown[field],
    show: (usage) => usage.shown,
  };
}

function keyOf(type: string): string {
  return type.replaceAll(/\W+/g, '');
}
