/** Graph's recycle bin: people that were deleted and could still be brought back. */
import type { Hono } from 'hono';
import { showEntry, userEntry } from './entries/entries.ts';
import { readFilter, USER_FILTER } from './query/filter.ts';
import type { GraphDouble } from './page.ts';
import { answerPage, contextOf } from './page.ts';
import { assertAdvanced, assertOptions, readSelect } from './query/query.ts';
import { denied, notFound } from './refusal.ts';
import { USER_PROPERTIES } from './entries/user-properties.ts';

export function addDeletedRoutes(app: Hono, graph: GraphDouble): void {
  const { world } = graph.sandbox;

  app.get('/directory/deletedItems/microsoft.graph.user', (c) => {
    assertOptions(c, ['$select', '$top', '$count', '$filter', '$skiptoken']);
    if (!world.permissions.readUsers) throw denied();
    const select = readSelect(c, 'user');
    const wanted = readFilter(c, USER_FILTER);
    if (wanted !== undefined) assertAdvanced(c, 'A filter on deleted items');
    return answerPage(graph, c, {
      name: 'users',
      showing: { select, typed: false, limited: false },
      entries: () =>
        [...world.people.values()]
          .filter((person) => person.state === 'deleted')
          .filter((person) => wanted === undefined || wanted((name) => USER_PROPERTIES.get(name)?.(person)))
          .map(userEntry),
    });
  });

  app.get('/directory/deletedItems/:id', (c) => {
    assertOptions(c, ['$select']);
    if (!world.permissions.readUsers) throw denied();
    const select = readSelect(c, 'user');
    const person = world.people.get(c.req.param('id').toLowerCase());
    if (person?.state !== 'deleted') throw notFound(c.req.param('id'));
    const shown = showEntry(userEntry(person), { select, typed: true, limited: false });
    return c.json({ '@odata.context': contextOf(c, 'directoryObjects/$entity', null), ...shown });
  });
}
