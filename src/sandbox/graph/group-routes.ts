/** Graph's groups and their members. */
import type { Context, Hono } from 'hono';
import type { WorldGroup } from '../world.ts';
import { groupEntry, memberEntries, showEntry } from './entries/entries.ts';
import { GROUP_FILTER, readFilter } from './query/filter.ts';
import { GROUP_PROPERTIES } from './entries/group-properties.ts';
import type { GraphDouble } from './page.ts';
import { answerPage, contextOf } from './page.ts';
import { assertAdvanced, assertOptions, readSelect } from './query/query.ts';
import { denied, notFound, refusal, unsupportedQuery } from './refusal.ts';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const USER_CASTS: readonly string[] = ['microsoft.graph.user', 'graph.user'];

export function addGroupRoutes(app: Hono, graph: GraphDouble): void {
  const { world, quirks } = graph.sandbox;

  const wantedGroup = (id: string): WorldGroup => {
    if (!world.permissions.readGroups) throw denied();
    if (!GUID.test(id)) throw refusal(400, 'Request_BadRequest', `Invalid object identifier '${id}'.`);
    const group = world.groups.get(id.toLowerCase());
    if (group === undefined) throw notFound(id);
    return group;
  };

  const answerMembers = (c: Context, id: string, depth: 'direct' | 'transitive', cast: string | null): Response => {
    assertOptions(c, ['$select', '$top', '$count', '$skiptoken']);
    const group = wantedGroup(id);
    if (cast !== null && !USER_CASTS.includes(cast))
      throw unsupportedQuery(`The cast to '${cast}' is not supported on the members of a group.`);
    if (cast !== null) assertAdvanced(c, `The cast to '${cast}'`);
    const select = readSelect(c, cast === null ? 'any' : 'user');
    return answerPage(graph, c, {
      name: cast === null ? 'directoryObjects' : 'users',
      showing: { select, typed: cast === null, limited: !world.permissions.readUsers },
      entries: () => {
        const entries = memberEntries(world, quirks, group, depth);
        return cast === null ? entries : entries.filter((entry) => entry.kind === 'user');
      },
    });
  };

  app.get('/groups', (c) => {
    assertOptions(c, ['$select', '$top', '$count', '$filter', '$skiptoken']);
    if (!world.permissions.readGroups) throw denied();
    const select = readSelect(c, 'group');
    const wanted = readFilter(c, GROUP_FILTER);
    return answerPage(graph, c, {
      name: 'groups',
      showing: { select, typed: false, limited: false },
      entries: () =>
        [...world.groups.values()]
          .filter((group) => wanted === undefined || wanted((name) => GROUP_PROPERTIES.get(name)?.(group)))
          .map(groupEntry),
    });
  });

  app.get('/groups/:id', (c) => {
    assertOptions(c, ['$select']);
    const select = readSelect(c, 'group');
    const group = wantedGroup(c.req.param('id'));
    const shown = showEntry(groupEntry(group), { select, typed: false, limited: false });
    return c.json({ '@odata.context': contextOf(c, 'groups/$entity', null), ...shown });
  });

  app.get('/groups/:id/members', (c) => answerMembers(c, c.req.param('id'), 'direct', null));
  app.get('/groups/:id/members/:cast', (c) => answerMembers(c, c.req.param('id'), 'direct', c.req.param('cast')));
  app.get('/groups/:id/transitiveMembers', (c) => answerMembers(c, c.req.param('id'), 'transitive', null));
  app.get('/groups/:id/transitiveMembers/:cast', (c) =>
    answerMembers(c, c.req.param('id'), 'transitive', c.req.param('cast')),
  );
}
