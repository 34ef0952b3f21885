/** How many writes of one kind pass, in one run and over a rolling 24 hours. Over the limit the whole kind waits: which of them would be the right ones cannot be told. */
import type { Hold } from '../../domain/planning/plan.ts';
import type { Limit, WriteClass } from '../../domain/planning/policy.ts';
import type { World } from '../../domain/planning/world.ts';
import { addHours, isBefore } from '../instants.ts';

/** The smaller of count and percent, but at least one: a limit that a small shop can never use protects nobody. */
export function allowed(limit: Limit, base: number): number {
  const share = limit.percent === null ? limit.count : Math.floor((base * limit.percent) / 100);
  return Math.max(1, Math.min(limit.count, share));
}

/** Active members without the API members: what the percentages are of. */
export function limitBase(world: World): number {
  return world.psa.members.filter((member) => member.active && member.licenseClass !== 'A').length;
}

/** The hold for every action of the class when `planned` of them would go in this run; undefined: within the limits. */
export function limitHold(kind: WriteClass, planned: number, world: World): Hold | undefined {
  const base = limitBase(world);
  const { perRun, perDay } = world.policy.limits[kind];
  const inRun = allowed(perRun, base);
  const recent = world.focus === null ? 0 : doneSince(addHours(world.now, -RUN_HOURS), kind, world);
  if (recent > 0 && recent + planned > inRun) {
    return {
      guard: 'limit-per-run',
      release: 'approval',
      why: `${recent} ${PLURAL[kind]} within the last hour and ${planned} more now, one person after the other; at most ${inRun} pass, as in one run.`,
    };
  }
  if (planned > inRun) {
    return {
      guard: 'limit-per-run',
      release: 'approval',
      why: `${planned} ${PLURAL[kind]} in one run; at most ${inRun} pass${perRun.percent === null ? '' : ` (the smaller of ${perRun.count} and ${perRun.percent} % of ${base} active members)`}.`,
    };
  }
  const done = doneSince(addHours(world.now, -24), kind, world);
  const inDay = allowed(perDay, base);
  return done + planned > inDay
    ? {
        guard: 'limit-per-day',
        release: 'approval',
        why: `${done} ${PLURAL[kind]} in the last 24 hours and ${planned} more now; at most ${inDay} pass in 24 hours.`,
      }
    : undefined;
}

/** Runs over one person, each within its limit, must not do together what one run over everybody would not. */
const RUN_HOURS = 1;

/** Memory and journal are two files; whichever knows of more is believed. */
function doneSince(start: string, kind: WriteClass, world: World): number {
  const journaled = world.pastWrites.filter((write) => write.class === kind && isBefore(start, write.at)).length;
  return Math.max(journaled, remembered(kind, world).filter((at) => isBefore(start, at)).length);
}

/** Instants of the writes of this kind that left a trace in the memory. */
function remembered(kind: WriteClass, { memory }: World): readonly string[] {
  if (kind === 'deactivate') return memory.tombstones.map((stone) => stone.at);
  return kind === 'create' ? memory.links.filter((link) => link.by === 'create').map((link) => link.since) : [];
}

/** For a step that a limit has held before: it is not let through because others have gone meanwhile. */
export function awaitingHold(since: string): Hold {
  return {
    guard: 'limit-per-run',
    release: 'approval',
    why: `Held by a limit since ${since}; such a step waits for an approval of its own.`,
  };
}

const PLURAL = {
  reassign: 'reassignments',
  deactivate: 'deactivations',
  reactivate: 'reactivations',
  create: 'creations',
  'role-change': 'changes of role or licence class',
  'other-change': 'updates',
} as const satisfies Record<WriteClass, string>;
