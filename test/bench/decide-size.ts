/** Decides one world of the given size in a process of its own, and prints what it took as one line of JSON. */
import { decide } from '../../src/core/decide.ts';
import { groupId, memberKey, personId } from '../../src/domain/ids.ts';
import type { Member } from '../../src/domain/people/member.ts';
import type { Person } from '../../src/domain/people/person.ts';
import { aMemberRoster, aWorld } from '../core/builders/a-world.ts';

export interface DecideFigures {
  readonly size: number;
  readonly parseMs: number;
  readonly decideMs: number;
  readonly steps: number;
  readonly peakMegabytes: number;
}

const size = Number(process.argv[2] ?? '10000');
const GROUP = groupId('g-technicians');

/** Everyone is matched by address; one in a thousand drifts, is new, or has left, so that planning has work, too. */
const people: readonly Person[] = Array.from({ length: size }, (_unused, index) => ({
  id: personId(`5f0e6c1a-6a1c-4a5e-8b57-${String(index).padStart(12, '0')}`),
  state: index % 1000 === 1 ? 'disabled' : 'enabled',
  type: 'employee',
  displayName: `Person Number${index}`,
  firstName: 'Person',
  lastName: index % 1000 === 2 ? `Renamed${index}` : `Number${index}`,
  login: `p${index}@harborpine.example`,
  mail: `person.number${index}@harborpine.example`,
  addresses: [
    `p${index}@harborpine.example`,
    `person.number${index}@harborpine.example`,
    `alias${index}@harborpine.example`,
  ],
  accountName: `p${index}`,
  employeeNumber: String(index),
  title: 'Engineer',
  officePhone: null,
  mobilePhone: null,
  hiredOn: '2020-01-01',
  groups: [GROUP],
}));
const members: readonly Member[] = Array.from({ length: size }, (_unused, index): Member => {
  const newcomer = index % 1000 === 3;
  const address = newcomer ? `other${index}@harborpine.example` : `person.number${index}@harborpine.example`;
  return {
    key: memberKey(index + 1),
    identifier: newcomer ? `other${index}` : `p${index}`,
    active: !newcomer,
    licenseClass: 'F',
    admin: false,
    addresses: [address],
    directoryIds: [],
    ssoUserId: null,
    fields: {
      firstName: newcomer ? 'Other' : 'Person',
      lastName: `Number${index}`,
      officeEmail: address,
      licenseClass: 'F',
      securityRole: { id: 10, name: 'Technician' },
      defaultLocation: { id: 20, name: 'Portland' },
      defaultDepartment: { id: 30, name: 'Service' },
    },
    lastUpdated: '2026-11-01T08:00:00Z',
    lastLogin: { kind: 'at', at: '2026-11-22T16:00:00.000Z' },
    knownSince: '2024-01-08T09:00:00.000Z',
  };
});

const text = JSON.stringify({ people, members });
const [parseMs, parsed] = timed((): unknown => JSON.parse(text));
if (typeof parsed !== 'object') throw new Error('The same data comes back');
const world = aWorld(people, [], { psa: aMemberRoster(members) });
const [decideMs, decision] = timed(() => decide(world));
const figures: DecideFigures = {
  size,
  parseMs,
  decideMs,
  steps: decision.plan.steps.length,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(`${JSON.stringify(figures)}\n`);

/** Best of three, each after a collection: the machine is shared. */
function timed<T>(work: () => T): readonly [number, T] {
  let best = Infinity;
  let result = work();
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    const started = performance.now();
    result = work();
    best = Math.min(best, performance.now() - started);
  }
  return [best, result];
}
