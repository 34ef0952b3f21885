// A Psa in memory that keeps what it is told, lists every write it was sent, and lets a test decide what becomes of the next one.
import { memberKey } from '../../../src/domain/ids.ts';
import type { MemberKey } from '../../../src/domain/ids.ts';
import type { FieldChange, Member, MemberFields } from '../../../src/domain/people/member.ts';
import type { SourceProblem } from '../../../src/domain/people/roster.ts';
import type { Catalogue, CatalogueKind, RoleReach } from '../../../src/domain/planning/world.ts';
import { RemoteError } from '../../../src/errors.ts';
import type { RemoteReason } from '../../../src/errors.ts';
import type { Check, Psa } from '../../../src/ports/run-ports.ts';
import type { WriteReply } from '../../../src/domain/memory/write-reply.ts';
import { createMemoryDuties, type MemoryDuties } from './memory-duties.ts';
import { ADMIN_ROLE, TECHNICIAN_ROLE } from '../builders/a-person.ts';

export type PsaWrite = 'create' | 'update' | 'reactivate' | 'deactivate' | 'link-sso' | 'unlink-sso';
export interface SentWrite {
  readonly write: PsaWrite;
  readonly identifier: string;
}
/** Decides about one write: undefined lets it through. `carry` carries it out first, for replies that get lost. */
export type WriteRule = (sent: SentWrite, carry: () => void) => WriteReply | undefined;

export interface MemoryPsa extends Psa {
  readonly duties: MemoryDuties;
  readonly members: Map<MemberKey, Member>;
  /** In the order in which they arrived, refused ones included. */
  readonly sent: SentWrite[];
  /** Asked before every write. */
  rule: WriteRule;
  /** Called before every fresh read, with the Member ID or key asked for; may throw, or change the world meanwhile. */
  beforeRead: (asked: string | MemberKey) => void;
  readonly catalogue: Catalogue;
  /** How far a security role reaches, by its record id. */
  readonly reaches: Map<number, RoleReach>;
  problems: readonly SourceProblem[];
  readMembersFault: Error | null;
  checks: readonly Check[];
  put(...members: readonly Member[]): void;
  named(identifier: string): Member | undefined;
}

export function psaFault(reason: RemoteReason, message: string): RemoteError {
  return new RemoteError({ system: 'ConnectWise PSA', request: 'GET /system/members', status: null, reason, message });
}

export function createMemoryPsa(): MemoryPsa {
  const members = new Map<MemberKey, Member>();
  const active = { inactive: false };
  const psa: MemoryPsa = {
    members,
    sent: [],
    rule: () => undefined,
    beforeRead: () => undefined,
    catalogue: {
      securityRole: [
        { ...ADMIN_ROLE, ...active, admin: true },
        { ...TECHNICIAN_ROLE, ...active, admin: false },
      ],
    },
    reaches: new Map(),
    problems: [],
    readMembersFault: null,
    checks: [],
    put: (...added) => {
      for (const member of added) members.set(member.key, member);
    },
    named: (identifier) => [...members.values()].find((member) => member.identifier === identifier.toLowerCase()),
    readMembers: async () => {
      if (psa.readMembersFault !== null) throw psa.readMembersFault;
      return { members: [...members.values()], problems: psa.problems, complete: psa.problems.length === 0 };
    },
    readCatalogue: async (kinds) => pick(psa.catalogue, kinds),
    readRoleReach: async (roles) =>
      new Map(
        roles.flatMap(({ id }) => {
          const reach = psa.reaches.get(id);
          return reach === undefined ? [] : [[id, reach] as const];
        }),
      ),
    readMember: async (key) => {
      psa.beforeRead(key);
      return members.get(key);
    },
    findMember: async (identifier) => {
      psa.beforeRead(identifier);
      return psa.named(identifier);
    },
    createMember: async (draft) => {
      const key = memberKey(1000 + members.size);
      const { identifier, fields } = draft;
      return answer('create', identifier, key, () => {
        if (psa.named(identifier) !== undefined)
          return { kind: 'refused', detail: 'The PSA says: Member ID already exists', fatal: false };
        members.set(key, newMember(key, identifier, fields));
        return undefined;
      });
    },
    updateMember: async (key, changes) => change('update', key, (member) => withChanges(member, changes)),
    reactivateMember: async (key, changes) =>
      change('reactivate', key, (member) => ({ ...withChanges(member, changes), active: true })),
    deactivateMember: async (key) => change('deactivate', key, (member) => ({ ...member, active: false })),
    linkSso: async (key, ssoUserId) => change('link-sso', key, (member) => ({ ...member, ssoUserId })),
    unlinkSso: async (key) => change('unlink-sso', key, (member) => ({ ...member, ssoUserId: null })),
    duties: createMemoryDuties(members),
    check: async () => psa.checks,
  };

  function answer(
    write: PsaWrite,
    identifier: string,
    key: MemberKey,
    carryOut: () => WriteReply | undefined,
  ): WriteReply {
    const sent = { write, identifier };
    psa.sent.push(sent);
    const ruled = psa.rule(sent, () => void carryOut());
    return ruled ?? carryOut() ?? { kind: 'done', key };
  }

  function change(write: PsaWrite, key: MemberKey, changed: (member: Member) => Member): WriteReply {
    const member = members.get(key);
    if (member === undefined) throw new RangeError(`There is no member ${key} to ${write}`);
    return answer(write, member.identifier, key, () => {
      members.set(key, changed(members.get(key) ?? member));
      return undefined;
    });
  }

  return psa;
}

function newMember(key: MemberKey, identifier: string, fields: Member['fields']): Member {
  return {
    key,
    identifier,
    active: true,
    licenseClass: fields.licenseClass ?? 'F',
    admin: false,
    addresses: fields.officeEmail === undefined ? [] : [fields.officeEmail],
    directoryIds: [],
    ssoUserId: null,
    fields,
    lastUpdated: null,
    lastLogin: { kind: 'never' },
    knownSince: null,
  };
}

function withChanges(member: Member, changes: readonly FieldChange[]): Member {
  const changed: Partial<MemberFields> = Object.fromEntries(changes.map(({ field, to }) => [field, to]));
  const fields = { ...member.fields, ...changed };
  return { ...member, fields, licenseClass: fields.licenseClass ?? member.licenseClass };
}

function pick(catalogue: Catalogue, kinds: readonly CatalogueKind[]): Catalogue {
  return Object.fromEntries(kinds.map((kind) => [kind, catalogue[kind] ?? []]));
}
