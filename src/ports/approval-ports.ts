/** What is kept of people's decisions. As in run-ports.ts: instants are ISO 8601 in UTC, and a fault is thrown as RemoteError. */
import type { ConnectionName, Digest, RulingId, RunId } from '../domain/ids.ts';
import type { Objection, Ruling, RulingResult } from '../domain/rulings/ruling.ts';

/** Denials, and what was set aside. */
export interface Objections {
  /** All that are stored, those that have ended included. */
  read(connection: ConnectionName): Promise<readonly Objection[]>;
  /** In the place of earlier ones on the same digest: the latest word is what stands. */
  add(connection: ConnectionName, objections: readonly Objection[]): Promise<void>;
  /** Removes these digests' objections. */
  remove(connection: ConnectionName, digests: readonly Digest[]): Promise<void>;
}

/** The record of who decided what: nothing is lifted or held by it. */
export interface Rulings {
  /** The latest 500, newest first. */
  readRecent(connection: ConnectionName): Promise<readonly Ruling[]>;
  /** Those about the plan of this run and those that it carried out, newest first, however old. */
  readOf(connection: ConnectionName, run: RunId): Promise<readonly Ruling[]>;
  /** Keeps it, with the run that was seen as well. Answers what is kept: the earlier one where there is one of this id already. */
  add(connection: ConnectionName, ruling: Ruling): Promise<Ruling>;
  /** Notes what came of it, there and with the run that carried it out. */
  settle(connection: ConnectionName, id: RulingId, result: RulingResult): Promise<void>;
}
