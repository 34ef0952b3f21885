/**
 * Many companies in a process of their own, each with a PSA, a Graph and an Okta. Told by its parent's messages what happens to them, and asked what became of it.
 * Arguments: how many companies, how many people in each.
 */
import { DOMAIN } from '../../../src/sandbox/msp/company.ts';
import { addPerson } from '../../../src/sandbox/empty-world.ts';
import type { Sandbox } from '../../../src/sandbox/context.ts';
import { createSteadyWorld } from '../../../src/sandbox/msp/steady/steady-world.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import { askedShape, type Answer, type Asked, type Inspected } from './protocol.ts';
import { trouble } from './troubles.ts';

interface Company {
  readonly sandbox: Sandbox;
  readonly left: string[];
  readonly came: string[];
}

const [count = 1, people = 1] = process.argv.slice(2).map(Number);
const lastLogin = new Date().toISOString();
const companies: Company[] = [];
for (let index = 0; index < count; index += 1)
  companies.push({
    sandbox: await startSandbox({ world: createSteadyWorld({ people, groups: 3, lastLogin }) }),
    left: [],
    came: [],
  });

function turnover({ sandbox, left, came }: Company): void {
  const { world } = sandbox;
  const leaver = [...world.people.values()].find(({ state }) => state === 'enabled');
  const [group] = world.groups.values();
  if (leaver === undefined || group === undefined) throw new Error('A company has people and groups');
  leaver.state = 'disabled';
  const login = `newcomer${came.length + 1}`;
  addPerson(world, {
    firstName: 'New',
    lastName: `Comer ${came.length + 1}`,
    login: `${login}@${DOMAIN}`,
    groups: [group],
  });
  left.push(leaver.login.replace(/@.*$/, ''));
  came.push(login);
  sandbox.clearTraffic();
}

function inspect({ sandbox, left, came }: Company): Inspected {
  const members = [...sandbox.world.members.values()];
  const named = (identifier: string) => members.filter((one) => one.identifier === identifier);
  // A creation names no member; whom it created tells whether it was one too many.
  const writes = sandbox.traffic.filter(
    ({ system, method, path }) => system === 'psa' && method !== 'GET' && !path.endsWith('/system/members'),
  );
  const perPath = Map.groupBy(writes, ({ method, path }) => `${method} ${path}`);
  return {
    wrong:
      left.filter((login) => named(login).some(({ inactiveFlag }) => !inactiveFlag)).length +
      came.filter((login) => named(login).every(({ inactiveFlag }) => inactiveFlag)).length,
    twice:
      came.filter((login) => named(login).length > 1).length +
      [...perPath.values()].filter((all) => all.length > 1).length,
    requests: sandbox.traffic.length,
  };
}

function answer(asked: Asked): Answer {
  switch (asked.kind) {
    case 'turnover':
      companies.forEach(turnover);
      return { done: true };
    case 'trouble':
      for (const [index, { sandbox }] of companies.entries()) {
        const kind = asked.troubles[String(index)];
        if (kind !== undefined) trouble(sandbox, kind);
      }
      return { done: true };
    case 'inspect':
      return { companies: companies.map(inspect) };
  }
}

process.on('message', (message) => process.send?.(answer(askedShape.parse(message))));
process.on('disconnect', () => process.exit());
process.send?.({ urls: companies.map(({ sandbox }) => sandbox.urls) } satisfies Answer);
