/** The member endpoints: which path does what. What it does stands in the files it names. */
import type { Context, Hono } from 'hono';
import type { SandboxContext } from '../../context.ts';
import type { WorldMember } from '../../world.ts';
import { answerCount, answerList, answerOne, sayNo } from '../lists/answer-list.ts';
import { createMember } from './create-member.ts';
import { deactivateMember } from './deactivation/deactivate-member.ts';
import { isRefusal, notFound, refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { JsonRecord } from '../is-record.ts';
import { jsonBody } from '../json-body.ts';
import { findByIdentifier } from './find-member.ts';
import { memberSource, showMember } from './member-source.ts';
import { patchMember } from './patch-member.ts';
import { needsMemberRights } from '../rights.ts';
import { usageCounts, usageRecords } from '../work/usages/usages.ts';
import { deleteUnusedSheets } from './time-sheets.ts';
import { linkSsoUser, unlinkSsoUser } from './sso-link.ts';

type Write = (member: WorldMember, body: unknown) => JsonRecord | Refusal;

export function mountMembers(api: Hono, context: SandboxContext): void {
  const { world } = context;
  const source = memberSource(world);
  const right = needsMemberRights(world);
  const byId = '/system/members/:id{[0-9]+}';

  api.get('/system/members', right, (c) => answerList(c, source));
  api.get('/system/members/count', right, (c) => answerCount(c, source));
  api.get(byId, right, (c) => answerOne(c, source, memberAt(context, c), `Member ${c.req.param('id')}`));
  api.get(`${byId}/usages`, right, (c) => ifThere(context, c, (member) => answerList(c, usageCounts(world, member))));
  api.get(`${byId}/usages/list`, right, (c) =>
    ifThere(context, c, (member) => answerList(c, usageRecords(world, member))),
  );
  api.get('/system/members/:identifier', right, (c) => {
    const identifier = c.req.param('identifier');
    return answerOne(c, source, findByIdentifier(world, identifier), `Member ${identifier}`);
  });

  api.post('/system/members', right, async (c) => {
    const body = await jsonBody(c);
    if (body.kind === 'refused') return sayNo(c, body);
    const made = createMember(context, body.value);
    return isRefusal(made) ? sayNo(c, made) : c.json(showMember(world, made), 201);
  });
  api.patch(byId, right, (c) =>
    write(context, c, (member, body) => patchMember(context, member, body) ?? showMember(world, member)),
  );
  api.post(`${byId}/deactivate`, right, (c) =>
    write(context, c, (member, body) => deactivateMember(context, member, body)),
  );
  api.delete(`${byId}/unusedTimeSheets`, right, (c) =>
    ifThere(context, c, (member) => {
      deleteUnusedSheets(world, member);
      return c.body(null, 204);
    }),
  );
  api.post(`${byId}/linkSsoUser`, right, (c) =>
    write(context, c, (member, body) => linkSsoUser(context, member, body)),
  );
  api.post(`${byId}/unlinkSsoUser`, right, (c) =>
    ifThere(context, c, (member) => c.json(unlinkSsoUser(context, member))),
  );

  // PUT replaces the record and empties what is not sent; the sandbox refuses it outright. There is no way to delete a member.
  for (const path of ['/system/members', byId, `${byId}/deactivate`, `${byId}/linkSsoUser`, `${byId}/unlinkSsoUser`])
    api.all(path, (c) => sayNo(c, refuse(405, 'MethodNotAllowed', `${c.req.method} is not allowed here`)));
}

function memberAt(context: SandboxContext, c: Context): WorldMember | undefined {
  return context.world.members.get(Number(c.req.param('id')));
}

function ifThere(context: SandboxContext, c: Context, act: (member: WorldMember) => Response): Response {
  const member = memberAt(context, c);
  return member === undefined ? sayNo(c, notFound(`Member ${String(c.req.param('id'))}`)) : act(member);
}

async function write(context: SandboxContext, c: Context, act: Write): Promise<Response> {
  const body = await jsonBody(c);
  if (body.kind === 'refused') return sayNo(c, body);
  return ifThere(context, c, (member) => {
    const answer = act(member, body.value);
    return isRefusal(answer) ? sayNo(c, answer) : c.json(answer);
  });
}
