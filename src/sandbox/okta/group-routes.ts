/** Okta's groups and their users, whatever status those have. */
import type { Context, Hono } from 'hono';
import { peopleWithin } from '../membership.ts';
import type { WorldGroup } from '../world.ts';
import { parseOktaFilter } from './filter.ts';
import { groupOfOktaId } from './ids.ts';
import type { OktaDouble } from './page.ts';
import { answerPage, assertParameters, readLimit } from './page.ts';
import { invalid, notFound } from './refusal.ts';
import { GROUP_PROPERTIES, showGroup, showUser } from './views.ts';

const USUAL_MEMBER_PAGE = 1000;
const USUAL_GROUP_PAGE = 10_000;
const LARGEST_GROUP_LIMIT = 10_000;
const USUAL_QUERY_PAGE = 300;

export function addGroupRoutes(app: Hono, okta: OktaDouble): void {
  const { world, quirks } = okta.sandbox;

  const wantedGroup = (id: string): WorldGroup => {
    const group = groupOfOktaId(world, id);
    if (group === undefined) throw notFound(id, 'UserGroup');
    return group;
  };

  app.get('/groups', (c) => {
    okta.access.demand(c, 'okta.groups.read');
    assertParameters(c, ['q', 'search', 'filter', 'limit', 'after', 'expand']);
    const expand = c.req.query('expand');
    if (expand !== undefined && expand !== 'stats') throw invalid('expand');
    if (Number(c.req.query('limit') ?? 1) > LARGEST_GROUP_LIMIT) throw invalid('limit');
    const wanted = wantedGroups(c);
    const query = c.req.query('q');
    const limit = readLimit(c, query === undefined ? USUAL_GROUP_PAGE : USUAL_QUERY_PAGE, quirks.oktaMaxPage);
    const items = () => [...world.groups.values()].filter(wanted);
    return answerPage(c, {
      cursors: okta.groups,
      limit,
      hollowMiddle: quirks.emptyMiddlePage,
      // A query is for pickers: it has one page.
      items: query === undefined ? items : () => items().slice(0, limit),
      show: (group, origin) => ({
        ...showGroup(group, origin),
        ...(expand === undefined ? {} : { _embedded: { stats: { usersCount: peopleWithin(world, group).length } } }),
      }),
    });
  });

  app.get('/groups/:id', (c) => {
    okta.access.demand(c, 'okta.groups.read');
    assertParameters(c, []);
    return c.json(showGroup(wantedGroup(c.req.param('id')), new URL(c.req.url).origin));
  });

  app.get('/groups/:id/users', (c) => {
    okta.access.demand(c, 'okta.groups.read');
    assertParameters(c, ['limit', 'after']);
    const group = wantedGroup(c.req.param('id'));
    return answerPage(c, {
      cursors: okta.people,
      limit: readLimit(c, USUAL_MEMBER_PAGE, quirks.oktaMaxPage),
      hollowMiddle: quirks.emptyMiddlePage,
      items: () => peopleWithin(world, group),
      show: showUser,
    });
  });
}

function wantedGroups(c: Context): (group: WorldGroup) => boolean {
  const { q, search, filter } = c.req.query();
  if ([q, search, filter].filter((text) => text !== undefined).length > 1) throw invalid('q, search, filter');
  if (q !== undefined) return (group) => group.name.toLowerCase().startsWith(q.toLowerCase());
  const text = search ?? filter;
  if (text === undefined) return () => true;
  const properties = filter === undefined ? [...GROUP_PROPERTIES.keys()] : ['id', 'type'];
  const holds = parseOktaFilter(text, { properties, ignoreCase: filter === undefined });
  return (group) => holds((property) => GROUP_PROPERTIES.get(property)?.(group));
}
