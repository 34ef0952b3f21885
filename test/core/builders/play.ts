/** Plays a plan against a world in memory: every step that goes succeeds, and the next run's world is returned. */
import type { Decision } from '../../../src/domain/planning/decision.ts';
import type { Member, MemberFields } from '../../../src/domain/people/member.ts';
import type { PastWrite } from '../../../src/domain/memory/memory.ts';
import type { ReportedStep } from '../../../src/domain/runs/run.ts';
import type { World } from '../../../src/domain/planning/world.ts';
import { decide } from '../../../src/core/decide.ts';
import { lookupsFor } from '../../../src/core/matching/lookups.ts';
import { memberKey, runId, type MemberKey, type RunId } from '../../../src/domain/ids.ts';
import type { Person } from '../../../src/domain/people/person.ts';
import { afterStep } from './play-work.ts';
import { remember } from '../../../src/core/memory/remember.ts';
import type { Reassignment } from '../../../src/domain/offboarding/handover.ts';
import type { MemberAction } from '../../../src/domain/planning/action.ts';
import { writeClass } from '../../../src/domain/planning/action.ts';

/** Everyone whom the directory would find when asked one by one. */
export function withLookups(world: World, directory: readonly Person[]): World {
  const lookups = lookupsFor(world).map(({ member, by }) => ({
    member,
    people: directory.filter((person) =>
      by.kind === 'id'
        ? person.id === by.id
        : person.state !== 'gone' &&
          person.addresses.some((address) => by.addresses.includes(address.trim().toLowerCase())),
    ),
  }));
  return { ...world, lookups };
}

export function play(
  world: World,
  decision: Decision,
  run: RunId = runIdAt(world.now),
): { readonly world: World; readonly steps: readonly ReportedStep[] } {
  const members = new Map(world.psa.members.map((member) => [member.key, member]));
  const past: PastWrite[] = [...world.pastWrites];
  let { duties } = world;
  let next = Math.max(0, ...members.keys());
  const steps = decision.plan.steps.map((step): ReportedStep => {
    if (step.verdict === 'hold') return { ...step, outcome: null };
    past.push({ class: writeClass(step.action), at: world.now });
    const { action } = step;
    if (action.kind === 'create') {
      next += 1;
      const made: Member = {
        key: memberKey(next),
        identifier: action.draft.identifier,
        active: true,
        licenseClass: action.draft.fields.licenseClass,
        admin: false,
        addresses: [action.draft.fields.officeEmail],
        directoryIds: [],
        ssoUserId: null,
        fields: action.draft.fields,
        lastUpdated: null,
        lastLogin: { kind: 'never' },
        knownSince: world.now,
      };
      members.set(made.key, made);
      return { ...step, outcome: { kind: 'done', member: made.key, note: null } };
    }
    const member = members.get(action.member.key);
    if (member === undefined) throw new Error(`The plan names member ${action.member.key}, who is not there`);
    if (action.kind === 'reassign') handOver(action.reassignment, members);
    else members.set(member.key, written(member, action));
    duties = duties === null ? null : afterStep(duties, action);
    return { ...step, outcome: { kind: 'done', member: member.key, note: null } };
  });
  const memory = remember({ world, decision, steps, run });
  return {
    world: { ...world, psa: { ...world.psa, members: [...members.values()] }, duties, memory, pastWrites: past },
    steps,
  };
}

/** A superior or approver stands on the record of the member whose they are. */
function handOver({ duty, to }: Reassignment, members: Map<MemberKey, Member>): void {
  if (duty.kind !== 'approver') return;
  const of = members.get(duty.of.key);
  if (of === undefined) throw new Error(`The plan names member ${duty.of.key}, who is not there`);
  members.set(of.key, { ...of, fields: { ...of.fields, [duty.field]: { id: to.key, name: to.identifier } } });
}

function written(member: Member, action: Exclude<MemberAction, { kind: 'create' }>): Member {
  if (action.kind === 'deactivate') return { ...member, active: false };
  const fields: Partial<MemberFields> = {
    ...member.fields,
    ...Object.fromEntries(action.changes.map((change) => [change.field, change.to])),
  };
  const addresses =
    fields.officeEmail === undefined
      ? member.addresses
      : [
          ...new Set([
            ...member.addresses.filter((address) => address !== member.fields.officeEmail),
            fields.officeEmail,
          ]),
        ];
  return { ...member, active: true, fields, addresses, licenseClass: fields.licenseClass ?? member.licenseClass };
}

/** `world`, some hours later and decided anew. */
export function runAgain(
  world: World,
  directory: readonly Person[],
  hours: number,
): { readonly world: World; readonly decision: Decision; readonly steps: readonly ReportedStep[] } {
  const now = new Date(Date.parse(world.now) + hours * 3_600_000).toISOString();
  const then = withLookups({ ...world, now }, directory);
  const decision = decide(then);
  return { ...play(then, decision), decision };
}

function runIdAt(instant: string): RunId {
  return runId(`${instant.slice(0, 19).replace(/[-:]/g, '')}Z-000000`);
}
