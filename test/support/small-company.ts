/** Five technicians and an administrator on a running sandbox, all of them members in perfect order; tests add who comes and goes. */
import { addGroup, addMember, addPerson, createEmptyWorld } from '../../src/sandbox/empty-world.ts';
import { employ } from '../../src/sandbox/msp/company.ts';
import type { Sandbox } from '../../src/sandbox/context.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import { TECHNICIANS } from '../../src/sandbox/msp/profiles.ts';
import type { WorldMember, WorldPerson } from '../../src/sandbox/world.ts';
import { z } from 'zod';

export interface SmallCompany {
  readonly sandbox: Sandbox;
  /** A technician without a member. */
  readonly hire: (lastName: string) => WorldPerson;
  readonly person: (lastName: string) => WorldPerson;
  /** undefined: there is none of that Member ID. */
  readonly member: (identifier: string) => WorldMember | undefined;
  /** Requests to the PSA that write, since the last clear. */
  readonly writes: () => readonly string[];
}

export const SMALL_COMPANY = {
  profiles: [TECHNICIANS],
  connection: { seats: {}, protected: ['admin'], guards: {} },
} as const;

export async function startSmallCompany(): Promise<SmallCompany> {
  const world = createEmptyWorld();
  const technicians = addGroup(world, { name: 'PSA Technicians' });
  const hire = (lastName: string): WorldPerson =>
    addPerson(world, {
      firstName: 'Sam',
      lastName,
      login: `s${lastName.toLowerCase()}@harborpine.example`,
      groups: [technicians],
    });
  for (const name of ['Abbott', 'Bryant', 'Castro', 'Dunlap', 'Ellison']) employ(world, hire(name), TECHNICIANS);
  addMember(world, {
    identifier: 'admin',
    record: { adminFlag: true, officeEmail: 'admin@harborpine.example' },
    references: { securityRole: 'Administrator' },
  });
  addMember(world, { identifier: 'rollcall', licenseClass: 'A' });
  const sandbox = await startSandbox({ world });
  return {
    sandbox,
    hire,
    person: (lastName) => {
      const found = [...world.people.values()].find((one) => one.lastName === lastName);
      if (found === undefined) throw new RangeError(`The company has no ${lastName}`);
      return found;
    },
    member: (identifier) => [...world.members.values()].find((one) => one.identifier === identifier),
    writes: () =>
      sandbox.traffic
        .filter((one) => one.system === 'psa' && one.method !== 'GET')
        .map((one) => `${one.method} ${one.path.replace(/^.*\/3\.0/, '')}`),
  };
}

/** No two connections may work on one PSA, so each finds the company's under a name of its own; nobody listens at the third. */
const HOSTS = ['127.0.0.1', 'localhost', '[::1]'];
const fileShape = z.looseObject({
  connections: z.tuple([z.looseObject({ psa: z.looseObject({ site: z.url({ hostname: /^127\.0\.0\.1$/ }) }) })]),
});

/** The configuration file with these connections in the place of its only one, each with what differs; `more` is laid over the file. */
export function withConnections(
  text: string,
  connections: Readonly<Record<string, object>>,
  more: object = {},
): string {
  const file = fileShape.parse(JSON.parse(text));
  const [only] = file.connections;
  const all = Object.entries(connections).map(([name, over], index) => {
    const host = HOSTS[index];
    if (host === undefined)
      throw new RangeError(`The company has ${HOSTS.length} addresses, and "${name}" needs another`);
    return { ...only, psa: { ...only.psa, site: only.psa.site.replace('127.0.0.1', host) }, name, ...over };
  });
  return JSON.stringify({ ...file, connections: all, ...more });
}
