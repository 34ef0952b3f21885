// What is read of work before the decision: what cannot be read costs exactly what needs it, and never a deactivation that needs nothing of it.
import { describe, expect, test } from 'vitest';
import { explainPerson } from '../../../src/app/look/explain-person.ts';
import { readPersonWorld } from '../../../src/app/run/world/read-person-world.ts';
import { readWorld } from '../../../src/app/run/world/read-world.ts';
import { DUTY_KINDS } from '../../../src/domain/offboarding/duty.ts';
import { HOLD } from '../../core/builders/a-duty.ts';
import { aConnection, run, type Connection } from '../../support/builders/a-connection.ts';
import { aLeavingTeam, JANE, told } from '../../support/builders/a-leaving-team.ts';
import { aMember, aPerson } from '../../support/builders/a-person.ts';
import { directoryFault } from '../../support/in-memory/memory-directory.ts';
import { psaFault } from '../../support/in-memory/memory-psa.ts';

const JANES_ID = aPerson('jane', 'Jane Smith').id;

function managersFail(ports: Connection, error: Error): Connection {
  const directory = {
    ...ports.directory,
    readManagers: async (): Promise<never> => {
      throw error;
    },
  };
  return { ...ports, directory };
}
async function read(ports: Connection) {
  return (await readWorld(ports, ports.clock.now())).world;
}

describe('a run over everybody', () => {
  test('reads duties and managers of those who leave, and says what it is doing', async () => {
    const ports = aLeavingTeam();
    const phases: string[] = [];
    const progress = { ...ports.progress, phase: (text: string) => void phases.push(text) };

    const { world, timings } = await readWorld({ ...ports, progress }, ports.clock.now());

    expect(ports.psa.duties.asked.map(({ members }) => members.map(({ identifier }) => identifier))).toEqual([
      ['jane'],
    ]);
    expect(world.duties?.tickets.map(({ id }) => id)).toEqual([101, 102, 103]);
    expect(world.managers.map(({ person, manager }) => [person, manager?.login])).toEqual([
      [JANES_ID, 'mia@harborpine.example'],
    ]);
    expect(phases.at(-1)).toBe('Reading the open work of one member who leaves');
    expect(timings.map(({ phase }) => phase)).toEqual(['read', 'look-up', 'read-work']);
  });

  test('counts those who leave, for whoever watches', async () => {
    const ports = aLeavingTeam();
    ports.directory.put(aPerson('sam', 'Sam White', { state: 'disabled' }));
    const phases: string[] = [];

    await read({ ...ports, progress: { ...ports.progress, phase: (text: string) => void phases.push(text) } });

    expect(phases.at(-1)).toBe('Reading the open work of 2 members who leave');
  });

  test('asks for nothing where nobody leaves and nothing else is wanted', async () => {
    const ports = aLeavingTeam();
    ports.directory.put(aPerson('jane', 'Jane Smith'));

    const { world, timings } = await readWorld(ports, ports.clock.now());

    expect(ports.psa.duties.asked).toEqual([]);
    expect(world).toMatchObject({ duties: null, managers: [], activity: null });
    expect(timings.map(({ phase }) => phase)).toEqual(['read', 'look-up']);
  });

  test('looks through every open ticket where those that lie with nobody are to be told', async () => {
    const ports = aConnection();
    ports.psa.put(aMember(14, 'sam', 'Sam White'));
    ports.directory.put(aPerson('sam', 'Sam White'));
    const phases: string[] = [];

    await read({ ...ports, progress: { ...ports.progress, phase: (text: string) => void phases.push(text) } });

    expect(ports.psa.duties.asked.map(({ tickets }) => tickets)).toEqual(['every']);
    expect(phases.at(-1)).toBe('Looking through the open tickets');
  });

  test('explaining somebody reads the same, so that the answer is what a run would do', async () => {
    const ports = aLeavingTeam({ 'ticket-owner': HOLD });

    const { steps } = await explainPerson(ports, 'jane');

    expect(JSON.stringify(steps)).toContain('2 open tickets');
    expect(ports.psa.duties.asked).toHaveLength(1);
  });
});

describe('a run over one person', () => {
  test('reads their duties and their manager alike', async () => {
    const ports = aLeavingTeam();
    await run(ports, { apply: false });

    const { world, timings } = await readPersonWorld(ports, ports.clock.now(), JANES_ID);

    expect(world.duties?.tickets.map(({ id }) => id)).toEqual([101, 102, 103]);
    expect(world.managers.map(({ manager }) => manager?.login)).toEqual(['mia@harborpine.example']);
    expect(timings.map(({ phase }) => phase)).toEqual(['read', 'look-up', 'read-work']);
  });

  test('hands over and switches off like a run over everybody', async () => {
    const ports = aLeavingTeam();
    await run(ports, { apply: false });

    const report = await run(ports, { person: JANES_ID });

    expect(told(report)).toEqual([
      '101 > mia: done',
      '102 > mia: done',
      '103 > mia: done',
      'reportsTo of sam > mia: done',
      'deactivate jane: done',
    ]);
    expect(report.offboarding?.leavers.map(({ after }) => after)).toEqual([[]]);
  });
});

describe('duties that cannot be read', () => {
  test('are unseen of every kind, with the words of the fault, and never none', async () => {
    const ports = aLeavingTeam();
    ports.psa.duties.fault = psaFault('unavailable', 'The PSA is down.');

    const { duties } = await read(ports);

    expect(duties?.unseen).toEqual(DUTY_KINDS.map((kind) => ({ kind, because: 'failed', detail: 'The PSA is down.' })));
    expect(duties?.tickets).toEqual([]);
    expect(ports.log.map(({ message }) => message)).toContain('the work of leavers could not be read');
  });

  test('stop no departure where work is only reported', async () => {
    const ports = aLeavingTeam({});
    ports.psa.duties.fault = psaFault('forbidden', 'The role may not read tickets.');

    const report = await run(ports);

    expect(told(report)).toEqual(['deactivate jane: done']);
    expect(report.outcome).toBe('converged');
    expect(report.offboarding?.leavers[0]?.unseen).toHaveLength(DUTY_KINDS.length);
  });

  test('hold the departure where the policy wants them handed over or waited for, until somebody approves', async () => {
    const ports = aLeavingTeam({ 'ticket-owner': HOLD });
    ports.psa.duties.fault = psaFault('unavailable', 'The PSA is down.');

    const report = await run(ports);

    expect(told(report)).toEqual(['deactivate jane: held by work-left']);
    expect(report.outcome).toBe('converged-with-holds');
  });

  test('of somebody else delay nobody: whoever is new gets their member', async () => {
    const ports = aLeavingTeam({ 'ticket-owner': HOLD });
    ports.directory.put(aPerson('ana', 'Ana Novak'));
    ports.psa.duties.fault = psaFault('malformed', 'The PSA answered with a page.');

    expect(told(await run(ports))).toContain('create ana: done');
  });

  test('because of credentials are a fault of the run, as everywhere', async () => {
    const ports = aLeavingTeam({});
    ports.psa.duties.fault = psaFault('credentials', 'The PSA refused the keys.');

    const report = await run(ports);

    expect(report.outcome).toBe('failed');
    expect(report.summary).toContain('The PSA refused the keys.');
    expect(ports.psa.sent).toEqual([]);
  });

  test('because of a bug are not taken for unseen', async () => {
    const ports = aLeavingTeam({});
    ports.psa.duties.fault = new TypeError('not a function');

    await expect(read(ports)).rejects.toThrow(TypeError);
  });
});

describe('managers who cannot be read', () => {
  test.each(['unavailable', 'forbidden', 'credentials'] as const)(
    'are not listed (%s), and the run goes on without them',
    async (reason) => {
      const ports = managersFail(aLeavingTeam(), directoryFault(reason, 'No answer about managers.'));

      const { managers } = await read(ports);
      const report = await run(ports);

      expect(managers).toEqual([]);
      expect(ports.log.filter(({ message }) => message === 'managers could not be read').at(-1)?.fields).toMatchObject({
        people: 1,
        reason,
      });
      expect(told(report).at(-1)).toBe('deactivate jane: done');
      expect(report.findings.map(({ kind }) => kind)).toContain('no-successor');
      expect(ports.psa.duties.sent).toEqual([]);
    },
  );

  test('because of a bug end the run', async () => {
    await expect(read(managersFail(aLeavingTeam(), new TypeError('not a function')))).rejects.toThrow(TypeError);
  });

  test('are asked for only where a manager could take anything', async () => {
    const ports = managersFail(aLeavingTeam({ 'ticket-owner': HOLD }), new Error('Nobody should have asked'));

    expect((await read(ports)).managers).toEqual([]);
  });
});

test('no log line of a failed reading names a person', async () => {
  const ports = managersFail(aLeavingTeam(), directoryFault('unavailable', 'jane@harborpine.example has none.'));
  ports.psa.duties.fault = psaFault('unavailable', `Member ${JANE.identifier} could not be read.`);

  await run(ports);

  expect(JSON.stringify(ports.log.filter(({ level }) => level !== 'debug'))).not.toMatch(/jane|harborpine\.example/);
});
