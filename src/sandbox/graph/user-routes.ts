/** Graph's users, one by one and by filter, and the groups around one of them. */
import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { groupsAround, groupsOf } from '../membership.ts';
import type { WorldPerson } from '../world.ts';
import { groupEntry, showEntry, userEntry } from './entries/entries.ts';
import { readFilter, USER_FILTER } from './query/filter.ts';
import type { GraphDouble } from './page.ts';
import { answerPage, contextOf } from './page.ts';
import { assertAdvanced, assertOptions, readSelect } from './query/query.ts';
import { readJson } from './read-json.ts';
import { badRequest, denied, notFound, unsupportedQuery } from './refusal.ts';
import { USER_PROPERTIES } from './entries/user-properties.ts';

const groupIdsBody = z.object({ groupIds: z.array(z.string()).min(1) });
const MOST_GROUPS_CHECKED = 20;

export function addUserRoutes(app: Hono, graph: GraphDouble): void {
  const { world } = graph.sandbox;

  /** By object id or userPrincipalName; deleted people are not here. */
  const wantedUser = (key: string): WorldPerson => {
    if (!world.permissions.readUsers) throw denied();
    const folded = key.toLowerCase();
    const person =
      world.people.get(folded) ?? [...world.people.values()].find((one) => one.login.toLowerCase() === folded);
    if (person === undefined || person.state === 'deleted') throw notFound(key);
    return person;
  };

  const answerGroups = (c: Context, key: string, depth: 'direct' | 'transitive', cast: string | null): Response => {
    assertOptions(c, ['$select', '$top', '$count', '$skiptoken']);
    const person = wantedUser(key);
    if (!world.permissions.readGroups) throw denied();
    if (cast !== null && cast !== 'microsoft.graph.group' && cast !== 'graph.group')
      throw unsupportedQuery(`The cast to '${cast}' is not supported on the groups of a user.`);
    if (cast !== null) assertAdvanced(c, `The cast to '${cast}'`);
    const select = readSelect(c, cast === null ? 'any' : 'group');
    return answerPage(graph, c, {
      name: cast === null ? 'directoryObjects' : 'groups',
      showing: { select, typed: cast === null, limited: false },
      entries: () => (depth === 'direct' ? groupsOf : groupsAround)(world, person).map(groupEntry),
    });
  };

  app.get('/users', (c) => {
    assertOptions(c, ['$select', '$top', '$count', '$filter', '$skiptoken']);
    if (!world.permissions.readUsers) throw denied();
    const select = readSelect(c, 'user');
    const wanted = readFilter(c, USER_FILTER);
    return answerPage(graph, c, {
      name: 'users',
      showing: { select, typed: false, limited: false },
      entries: () =>
        [...world.people.values()]
          .filter((person) => person.state !== 'deleted')
          .filter((person) => wanted === undefined || wanted((name) => USER_PROPERTIES.get(name)?.(person)))
          .map(userEntry),
    });
  });

  app.get('/users/:id', (c) => {
    assertOptions(c, ['$select']);
    const select = readSelect(c, 'user');
    const person = wantedUser(c.req.param('id'));
    const shown = showEntry(userEntry(person), { select, typed: false, limited: false });
    return c.json({ '@odata.context': contextOf(c, 'users/$entity', null), ...shown });
  });

  app.get('/users/:id/manager', (c) => {
    assertOptions(c, ['$select']);
    const select = readSelect(c, 'user');
    const manager = world.people.get(wantedUser(c.req.param('id')).managerId ?? '');
    // Nobody's manager and somebody who is not there are told with one code.
    if (manager === undefined || manager.state === 'deleted') throw notFound('manager');
    const shown = showEntry(userEntry(manager), { select, typed: true, limited: false });
    return c.json({ '@odata.context': contextOf(c, 'directoryObjects/$entity', null), ...shown });
  });

  app.get('/users/:id/memberOf', (c) => answerGroups(c, c.req.param('id'), 'direct', null));
  app.get('/users/:id/memberOf/:cast', (c) => answerGroups(c, c.req.param('id'), 'direct', c.req.param('cast')));
  app.get('/users/:id/transitiveMemberOf', (c) => answerGroups(c, c.req.param('id'), 'transitive', null));
  app.get('/users/:id/transitiveMemberOf/:cast', (c) =>
    answerGroups(c, c.req.param('id'), 'transitive', c.req.param('cast')),
  );

  app.post('/users/:id/checkMemberGroups', async (c) => {
    const body = groupIdsBody.safeParse(await readJson(c));
    if (!body.success) throw badRequest("The value of the parameter 'groupIds' is invalid.");
    const person = wantedUser(c.req.param('id'));
    if (!world.permissions.readGroups) throw denied();
    const { groupIds } = body.data;
    if (groupIds.length > MOST_GROUPS_CHECKED)
      throw badRequest(`Too many group ids: ${groupIds.length}. Max allowed: ${MOST_GROUPS_CHECKED}.`);
    const around = new Set(groupsAround(world, person).map((group) => group.id));
    const value = groupIds.filter((id) => around.has(id.toLowerCase()));
    return c.json({ '@odata.context': contextOf(c, 'Collection(Edm.String)', null), value });
  });
}
