// Finds steps that other runs have done since somebody approved them: an approval lifts for whichever run comes first.
import type { Digest, RunId } from '../../domain/ids.ts';
import type { Ruling } from '../../domain/rulings/ruling.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { isSettled } from './approval-records.ts';

/** A run comes every hour, and the message of an approval within minutes; it may have been put aside for a day. */
const LOOK_BACK = 30;

/** By the digest of the step, the run that did it or found it to be so. */
export async function doneSince(
  { name, archive }: Pick<ConnectionPorts, 'name' | 'archive'>,
  { at }: Pick<Ruling, 'at'>,
  digests: readonly Digest[],
): Promise<ReadonlyMap<Digest, RunId>> {
  const done = new Map<Digest, RunId>();
  if (digests.length === 0) return done;
  const entries = await archive.list(name, { limit: LOOK_BACK });
  for (const { run, finishedAt, counts } of entries) {
    if (finishedAt < at || counts.done === 0) continue;
    const report = await archive.readReport(name, run);
    for (const step of report?.steps ?? [])
      if (digests.includes(step.digest) && isSettled(step)) done.set(step.digest, run);
  }
  return done;
}
