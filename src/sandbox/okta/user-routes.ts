/** Okta's users: one by one, by filter or search, and the groups of one of them. */
import type { Context, Hono } from 'hono';
import { groupsAround } from '../membership.ts';
import type { WorldPerson } from '../world.ts';
import { parseOktaFilter } from './filter.ts';
import { personOfOktaId } from './ids.ts';
import type { OktaDouble } from './page.ts';
import { answerPage, assertParameters, readLimit } from './page.ts';
import { invalid, notFound } from './refusal.ts';
import { showGroup, showUser, USER_PROPERTIES } from './views.ts';

const FILTERED = ['id', 'status', 'profile.login', 'profile.email', 'profile.firstName', 'profile.lastName'];
const SEARCHED = [...USER_PROPERTIES.keys()];
const LARGEST_USER_PAGE = 200;
const USUAL_QUERY_PAGE = 10;

export function addUserRoutes(app: Hono, okta: OktaDouble): void {
  const { world, quirks } = okta.sandbox;
  const everyone = (): WorldPerson[] => [...world.people.values()].filter((person) => person.state !== 'deleted');

  const personOfLogin = (folded: string): WorldPerson | undefined => {
    const people = everyone();
    const short = people.filter((person) => person.login.toLowerCase().startsWith(`${folded}@`));
    return (
      people.find((person) => person.login.toLowerCase() === folded) ?? (short.length === 1 ? short[0] : undefined)
    );
  };

  /** By id, login, or the login's local part where only one person has it. */
  const wantedUser = (key: string): WorldPerson => {
    const person = personOfOktaId(world, key) ?? personOfLogin(key.toLowerCase());
    if (person === undefined || person.state === 'deleted') throw notFound(key, 'User');
    return person;
  };

  app.get('/users', (c) => {
    okta.access.demand(c, 'okta.users.read');
    assertParameters(c, ['filter', 'search', 'q', 'limit', 'after']);
    const wanted = wantedUsers(c);
    const query = c.req.query('q');
    const limit = readLimit(c, query === undefined ? LARGEST_USER_PAGE : USUAL_QUERY_PAGE, LARGEST_USER_PAGE);
    const items = () => everyone().filter(wanted);
    return answerPage(c, {
      cursors: okta.people,
      limit: Math.min(limit, quirks.oktaMaxPage),
      hollowMiddle: quirks.emptyMiddlePage,
      // A query is for pickers: it has one page.
      items: query === undefined ? items : () => items().slice(0, limit),
      show: showUser,
    });
  });

  app.get('/users/:id', (c) => {
    okta.access.demand(c, 'okta.users.read');
    assertParameters(c, []);
    return c.json(showUser(wantedUser(c.req.param('id')), new URL(c.req.url).origin));
  });

  app.get('/users/:id/groups', (c) => {
    okta.access.demand(c, 'okta.users.read');
    assertParameters(c, ['limit', 'after']);
    const person = wantedUser(c.req.param('id'));
    return answerPage(c, {
      cursors: okta.groups,
      limit: readLimit(c, LARGEST_USER_PAGE, quirks.oktaMaxPage),
      hollowMiddle: quirks.emptyMiddlePage,
      items: () => groupsAround(world, person),
      show: showGroup,
    });
  });
}

/** Deactivated users come only when a filter or a search asks. */
function wantedUsers(c: Context): (person: WorldPerson) => boolean {
  const { filter, search, q } = c.req.query();
  if ([filter, search, q].filter((text) => text !== undefined).length > 1) throw invalid('filter, search, q');
  if (filter !== undefined) {
    const holds = parseOktaFilter(filter, { properties: FILTERED, ignoreCase: false });
    return (person) => holds((property) => USER_PROPERTIES.get(property)?.(person));
  }
  if (search !== undefined) {
    const holds = parseOktaFilter(search, { properties: SEARCHED, ignoreCase: true });
    return (person) => holds((property) => USER_PROPERTIES.get(property)?.(person));
  }
  const start = (q ?? '').toLowerCase();
  return (person) =>
    person.state !== 'disabled' &&
    [person.firstName, person.lastName, person.mail].some((text) => (text ?? '').toLowerCase().startsWith(start));
}
