/**
 * Everything a run needs from the outside, on one page. Adapters implement it, app uses it, tests put memory behind it.
 * Unless a line says otherwise: instants are ISO 8601 in UTC, durations are milliseconds, lists come in no particular order,
 * and a fault is thrown as RemoteError.
 */
import type { Member, MemberDraft, FieldChange, Reference } from '../domain/people/member.ts';
import type { ConnectionName, Digest, GroupId, MemberKey, PersonId, RunId } from '../domain/ids.ts';
import type { Person } from '../domain/people/person.ts';
import type { Approval, Memory } from '../domain/memory/memory.ts';
import type { JournalEntry, JournaledWrite } from '../domain/memory/journal.ts';
import type { EventLogReading } from '../domain/events/event.ts';
import type { WriteReply } from '../domain/memory/write-reply.ts';
import type { DirectoryRoster, GroupList, MemberRoster, Place } from '../domain/people/roster.ts';
import type { OpenFile, RunFile, StoredText } from '../domain/runs/stored-file.ts';
import type { UndoRecord } from '../domain/offboarding/undo.ts';
import type { PsaDuties } from './duty-ports.ts';
import type { SlotHandover } from '../domain/offboarding/handover.ts';
import type { Catalogue, CatalogueKind, Lookup, LookupAnswer, Manager, RoleReach } from '../domain/planning/world.ts';
import type { RequestCounts, RunEntry, RunReport } from '../domain/runs/run.ts';

/** The identity provider, read only. */
export interface Directory {
  readonly kind: 'entra' | 'okta';
  /**
   * Everyone in the given groups (ids or unique names; nested groups included where the directory has them), each person once, with all the groups they were
   * read from. One group that is missing, cut, contradicted or malformed becomes a problem in the roster; the others are still read. Throws only when no group
   * at all could be read, with the first group's fault.
   */
  readRoster(groups: readonly string[]): Promise<DirectoryRoster>;
  /** The groups that there are, by name, for a person to choose from; so many at most. Throws RemoteError on any fault. */
  readGroups(): Promise<GroupList>;
  /**
   * Looks people up directly and uncached: by id (gone = one person in state `deleted`), or by addresses (exact, never by name; deleted people included).
   * Batched. `groups` of the answered people is empty. Throws on any fault: a look-up that failed is not "nobody".
   */
  readPeople(lookups: readonly Lookup[]): Promise<readonly LookupAnswer[]>;
  /** Direct membership check of one person: which of these groups they are in now, nested included. */
  readMembership(person: PersonId, groups: readonly GroupId[]): Promise<readonly GroupId[]>;
  /**
   * Where one person stands now, by direct checks and without listing anybody: which of the given groups (ids or unique names) they are in, nested included, and
   * whether each of the groups is there. Throws on any fault, and RemoteError `missing` when there is no such person.
   */
  readPlace(person: PersonId, groups: readonly string[]): Promise<Place>;
  /**
   * Their managers, read directly and in batches; somebody of whom the directory would not say it is left out. Who is `known` was read in this run already, and need
   * not be asked for again. Throws on any other fault.
   */
  readManagers(people: readonly PersonId[], known: readonly Person[]): Promise<readonly Manager[]>;
  /** What the directory itself logged of changes to people and groups; null: it has no such log. */
  readonly eventLog: EventLog | null;
  /** Self-test: credentials, each needed right, each group. Never throws; a failed check says what is missing and how to grant it. */
  check(groups: readonly string[]): Promise<readonly Check[]>;
}

/** The directory's own log of what happened: the measure of what its webhooks should have delivered. */
export interface EventLog {
  /** Relevant events published from `since` (inclusive) to `until` (exclusive), oldest first. Throws RemoteError, `forbidden` when the right to read the log is missing. */
  readEvents(since: string, until: string): Promise<EventLogReading>;
}

/** The PSA. Reads retry by themselves; a write is sent once and answers what became of it. */
export interface Psa {
  /**
   * All members, active or not, API members included. Problems as in Directory.readRoster. Without `counted: false` the PSA's own count is asked for
   * as well, as the proof that none is missing; one request more.
   */
  readMembers(options?: { readonly counted: boolean }): Promise<MemberRoster>;
  /** The named reference lists, whole, concurrently, once. */
  readCatalogue(kinds: readonly CatalogueKind[]): Promise<Catalogue>;
  /** How far these security roles reach, by their record id; one request each. Throws RemoteError only for `credentials`. */
  readRoleReach(roles: readonly Reference[]): Promise<ReadonlyMap<number, RoleReach>>;
  /** Fresh read by record id; undefined: there is none (404). */
  readMember(key: MemberKey): Promise<Member | undefined>;
  /** Fresh read by Member ID, case-folded, inactive ones included. */
  findMember(identifier: string): Promise<Member | undefined>;
  /** Sends a random password that is kept nowhere. `hiredOn` ISO 8601 date. */
  createMember(draft: MemberDraft, hiredOn: string): Promise<WriteReply>;
  updateMember(key: MemberKey, changes: readonly FieldChange[]): Promise<WriteReply>;
  /** Active again, with the given changes in the same request. */
  reactivateMember(key: MemberKey, changes: readonly FieldChange[]): Promise<WriteReply>;
  /** By the deactivation endpoint, which hands over what its slots name (or by PATCH where configured, which hands over nothing); never with deleteOpenTimeSheetsFlag. */
  deactivateMember(key: MemberKey, handover: readonly SlotHandover[]): Promise<WriteReply>;
  linkSso(key: MemberKey, ssoUserId: string): Promise<WriteReply>;
  unlinkSso(key: MemberKey): Promise<WriteReply>;
  /** What hangs on members. */
  readonly duties: PsaDuties;
  /** Self-test: reachability, credentials, each needed right, each reference list. Never throws. */
  check(kinds: readonly CatalogueKind[]): Promise<readonly Check[]>;
}

export interface Check {
  /** "Okta: read groups" */
  readonly name: string;
  readonly result: 'ok' | 'warn' | 'fail';
  /** What was seen. */
  readonly detail: string;
  /** The next step when it is not ok. */
  readonly fix: string | null;
}

/** Files in a container or folder. Paths use `/`, never start with one, and are made by Rollcall alone. */
export interface Store {
  read(path: string): Promise<StoredText | undefined>;
  /**
   * `expect`: `any` overwrites, `absent` only creates, an etag only replaces that version. Answers false when the expectation does not hold; nothing was
   * written then.
   */
  write(
    path: string,
    text: string,
    options: { readonly contentType: string; readonly expect: 'any' | 'absent' | { readonly etag: string } },
  ): Promise<boolean>;
  /** Adds a line at the end, creating the file; whole lines only, in order, durable when it returns. Throws RemoteError `invalid` when the file can take no more. */
  append(path: string, line: string): Promise<void>;
  /** Paths under the prefix in ascending order, at most `limit` after `after`. */
  list(prefix: string, options: { readonly after?: string; readonly limit: number }): Promise<readonly string[]>;
  /** The bytes as a stream, for downloads; undefined: not there. */
  open(path: string): Promise<OpenFile | undefined>;
  /** Creates the container or folder when it is not there. */
  prepare(): Promise<void>;
  /** Writes, reads, replaces and removes one probe file. Never throws. */
  check(): Promise<readonly Check[]>;
}

/** What is remembered of each connection. */
export interface Memories {
  /** `version` is null when nothing was remembered yet. Throws RemoteError `malformed` on a file that does not parse: forgetting is never an answer. */
  read(connection: ConnectionName): Promise<{ readonly memory: Memory; readonly version: string | null }>;
  /** false: somebody else wrote since `version`; nothing was written. */
  write(connection: ConnectionName, memory: Memory, version: string | null): Promise<boolean>;
}

/** Every write, noted before it is sent and after it is settled. Durable when the promise resolves. */
export interface Journal {
  note(connection: ConnectionName, run: RunId, entry: JournalEntry): Promise<void>;
  /** Intents sent at or after `since` (see `sentAt`), with their outcome where one was noted, oldest first. */
  readSince(connection: ConnectionName, since: string): Promise<readonly JournaledWrite[]>;
}

export interface Approvals {
  /** All that are stored, expired ones included. */
  read(connection: ConnectionName): Promise<readonly Approval[]>;
  /** All in one write. The same person's earlier word on the same digest is replaced. */
  add(connection: ConnectionName, ...approvals: readonly Approval[]): Promise<void>;
  /** Removes these digests' approvals (used up, or expired). */
  remove(connection: ConnectionName, digests: readonly Digest[]): Promise<void>;
}

/** The runs of each connection, their files, and an index that lists them without opening any. */
export interface Archive {
  storeFile(connection: ConnectionName, run: RunId, file: RunFile): Promise<void>;
  /** Stores the files, then the index entry. */
  storeRun(connection: ConnectionName, entry: RunEntry, files: readonly RunFile[]): Promise<void>;
  /** Newest first; `before` is exclusive. */
  list(
    connection: ConnectionName,
    options: { readonly before?: RunId; readonly limit: number },
  ): Promise<readonly RunEntry[]>;
  readReport(connection: ConnectionName, run: RunId): Promise<RunReport | undefined>;
  /** What the run handed over; undefined: nothing, or there is no such run. */
  readUndo(connection: ConnectionName, run: RunId): Promise<UndoRecord | undefined>;
  /** Opens any file of a run for download; undefined: no such file. */
  openFile(connection: ConnectionName, run: RunId, name: string): Promise<OpenFile | undefined>;
}

/** One holder at a time per name, over processes and machines. */
export interface Lock {
  /** undefined: somebody else holds it. The lease renews itself until it is released or lost. */
  acquire(name: string): Promise<Lease | undefined>;
}
export interface Lease {
  /** Aborted when the lease was lost: no write may start after that. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

export interface Clock {
  /** Wall clock. */
  now(): Date;
  /** Milliseconds that only grow. */
  elapsed(): number;
}

/** Fresh randomness for run ids; hex digits. */
export interface Randomness {
  hex(digits: number): string;
}

/** Counts requests by system and purpose; one per run. */
export interface RequestMeter {
  count(system: string, purpose: 'token' | 'reference' | 'data' | 'write'): void;
  retried(system: string, because: 'throttled' | 'failed'): void;
  read(): readonly RequestCounts[];
}

/** Constant messages, data in fields; never a name, an e-mail or a secret above debug. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  with(fields: LogFields): Logger;
}
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** What a run is doing, for a person who watches. */
export interface Progress {
  phase(text: string): void;
  done(): void;
}
