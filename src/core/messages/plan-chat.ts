/** What one receiver is told now, and what is remembered of it. */
import type { Digest, RunId } from '../../domain/ids.ts';
import type { Matter } from '../../domain/messages/matter.ts';
import type { ReceiverRecord } from '../../domain/messages/message-record.ts';
import type { Standing } from './standing-matters.ts';

/** What is not waited with: something that is new and that somebody can do something about. Findings have time until the digest. */
export function isUrgent(matter: Matter): boolean {
  return matter.kind === 'hold' ? matter.urgent : matter.kind !== 'finding';
}

/** The urgent matters with those of their items that this receiver has not been told of. */
export function newsFor({ told }: ReceiverRecord, { matters }: Standing): readonly Matter[] {
  return withoutItems(matters.filter(isUrgent), new Set(told));
}

/** `said`: the news, once they are delivered. What no longer stands is forgotten, so that it is told again should it come back. */
export function afterTelling(record: ReceiverRecord, standing: Standing, said: readonly Matter[]): ReceiverRecord {
  return { ...record, told: remembered(record.told, standing, [...itemKeys(said)]) };
}

/** Findings that no digest of this receiver has listed. */
export function newFindings({ known }: ReceiverRecord, { matters }: Standing): readonly Matter[] {
  return withoutItems(
    matters.filter((matter) => matter.kind === 'finding'),
    new Set(known),
  );
}

/** `due`: the slot that the digest was for; `run`: the last one that it could tell of. */
export function afterDigest(
  record: ReceiverRecord,
  standing: Standing,
  digest: { readonly due: string; readonly run: RunId | null; readonly said: readonly Matter[] },
): ReceiverRecord {
  return {
    ...record,
    known: remembered(record.known, standing, [...itemKeys(digest.said)]),
    digest: { slot: digest.due, run: digest.run ?? record.digest?.run ?? null },
  };
}

/** A digest that could not be delivered is not tried again before the next one, which then tells of both. */
export function afterLostDigest(record: ReceiverRecord, due: string): ReceiverRecord {
  return { ...record, digest: { slot: due, run: record.digest?.run ?? null } };
}

function remembered(before: readonly Digest[], standing: Standing, added: readonly Digest[]): readonly Digest[] {
  const stands = itemKeys(standing.matters);
  const kept = standing.settled ? before.filter((key) => stands.has(key)) : before;
  return [...new Set([...kept, ...added])].sort();
}

function itemKeys(matters: readonly Matter[]): ReadonlySet<Digest> {
  return new Set(matters.flatMap(({ items }) => items.map(({ key }) => key)));
}

function withoutItems(matters: readonly Matter[], known: ReadonlySet<Digest>): readonly Matter[] {
  return matters.flatMap((matter) => {
    const items = matter.items.filter(({ key }) => !known.has(key));
    return items.length === 0 ? [] : [{ ...matter, items }];
  });
}
