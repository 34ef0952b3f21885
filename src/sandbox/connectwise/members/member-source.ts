/** The members of the world as the API lists and shows them. A password is never among what is shown. */
import type { SandboxWorld, WorldMember } from '../../world.ts';
import { withoutNulls } from './field-kinds.ts';
import { withIdentifier } from '../lists/find-reference.ts';
import type { JsonRecord } from '../is-record.ts';
import type { ListSource } from '../lists/list-source.ts';
import { MEMBER_FIELDS } from './member-fields.ts';
import { UNTOUCHED } from './record-info.ts';

export function memberSource(world: SandboxWorld): ListSource<WorldMember> {
  return {
    fields: MEMBER_FIELDS,
    rows: () => [...world.members.values()],
    find: (id) => world.members.get(id),
    id: (member) => member.id,
    value: (member, field) => memberValue(world, member, field),
    show: (member) => showMember(world, member),
  };
}

/** Only documented fields: what else the sandbox notes on a record stays inside. */
export function showMember(world: SandboxWorld, member: WorldMember): JsonRecord {
  const own = ['id', 'identifier', 'licenseClass', 'inactiveFlag', 'serviceBoardTeamIds'];
  const names = [...own, ...Object.keys(member.record), '_info'];
  const known = names.filter((name) => Object.hasOwn(MEMBER_FIELDS, name));
  return withoutNulls(Object.fromEntries(known.map((name) => [name, memberValue(world, member, name)])));
}

function memberValue(world: SandboxWorld, member: WorldMember, field: string): unknown {
  switch (field) {
    case 'id':
      return member.id;
    case 'identifier':
      return member.identifier;
    case 'licenseClass':
      return member.licenseClass;
    case 'inactiveFlag':
      return member.inactiveFlag;
    case 'serviceBoardTeamIds':
      return teamIds(world, member);
    case '_info':
      return member.record['_info'] ?? UNTOUCHED;
    default: {
      const kind = MEMBER_FIELDS[field];
      const value = member.record[field];
      return kind?.kind === 'reference' ? withIdentifier(world, kind.list, value) : value;
    }
  }
}

/** Where the record says nothing: the teams that name the member. */
function teamIds(world: SandboxWorld, { id, record }: WorldMember): unknown {
  const teams = [...world.work.teams.byId.values()].filter(({ members }) => members.includes(id));
  return record['serviceBoardTeamIds'] ?? teams.map((team) => team.id);
}
