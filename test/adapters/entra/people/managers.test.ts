/** What Graph may tell of a manager that is no person. */
import { expect, test } from 'vitest';
import { personId } from '../../../../src/domain/ids.ts';
import { addPerson, guidOf } from '../../../../src/sandbox/empty-world.ts';
import { setEntraStage } from '../stage.ts';

const ADA = personId(guidOf('person ada@harborpine.example'));

/** The one part of a batch, made up. */
const saying = (status: number, body: unknown) =>
  ({ kind: 'answer', status: 200, body: JSON.stringify({ responses: [{ id: '1', status, body }] }) }) as const;

test.each([
  ['a contact of the organisation is nobody who works here', '#microsoft.graph.orgContact', null],
  ['a user is', '#microsoft.graph.user', guidOf('ben')],
  ['so is somebody whose kind is not told', null, guidOf('ben')],
])('%s', async (_case, type, id) => {
  await using stage = await setEntraStage((world) => {
    addPerson(world, { login: 'ada@harborpine.example' });
  });
  const effect = saying(200, {
    '@odata.type': type,
    id: guidOf('ben'),
    accountEnabled: true,
    userPrincipalName: 'ben',
  });
  stage.sandbox.addFault({ system: 'graph', path: /batch/, effect });

  const managers = await stage.directory.readManagers([ADA], []);

  expect(managers.map(({ manager }) => manager?.id ?? null)).toEqual([id]);
});

test.each([
  ['a user without an id', saying(200, { displayName: 'Ben' }), 'malformed'],
  ['a 404 from somebody else', saying(404, { message: 'no route' }), 'missing'],
])('%s is no answer', async (_case, effect, reason) => {
  await using stage = await setEntraStage(() => undefined);
  stage.sandbox.addFault({ system: 'graph', path: /batch/, effect });

  const fault: unknown = await stage.directory.readManagers([ADA], []).catch((error: unknown) => error);

  expect(fault).toMatchObject({ name: 'RemoteError', reason });
});
