// Who approved what, one file per connection. Two people may approve at the same moment; neither word is lost.
import { z } from 'zod';
import type { Approval } from '../../../domain/memory/memory.ts';
import type { Approvals, Store } from '../../../ports/run-ports.ts';
import { digestShape, instantShape } from '../shapes/id-shapes.ts';
import { guardShape } from '../shapes/step-shapes.ts';
import { listOf } from '../shapes/list-shape.ts';
import { approvalsPath } from '../store/paths.ts';
import { readStored } from '../store/stored-file.ts';
import { updateFile } from '../store/update-file.ts';

const approvalShape = z.strictObject({
  version: z.literal(1),
  digest: digestShape,
  by: z.string(),
  // Absent from approvals of before it was known who signed in.
  person: z.string().nullable().default(null),
  guards: listOf(guardShape),
  note: z.string(),
  at: instantShape,
  expires: instantShape,
});

interface ApprovalsFile {
  readonly version: 1;
  readonly approvals: readonly Approval[];
}

const KIND = {
  shape: z.strictObject({ version: z.literal(1), approvals: listOf(approvalShape) }),
  advice:
    'Restore an earlier version of the file, or remove it: what was approved and is not done yet then has to be approved again.',
};

export function createApprovals(store: Store): Approvals {
  return {
    async read(connection) {
      const stored = await readStored(store, approvalsPath(connection), KIND);
      return stored?.value.approvals ?? [];
    },
    // The later expiry is what they meant.
    async add(connection, ...approvals) {
      if (approvals.length === 0) return;
      const words = new Set(approvals.map(wordOf));
      await updateFile(store, approvalsPath(connection), KIND, (current): ApprovalsFile => ({
        version: 1,
        approvals: [...(current?.approvals ?? []).filter((earlier) => !words.has(wordOf(earlier))), ...approvals],
      }));
    },
    async remove(connection, digests) {
      if (digests.length === 0) return;
      const gone = new Set(digests);
      await updateFile(store, approvalsPath(connection), KIND, (current): ApprovalsFile | undefined => {
        const kept = current?.approvals.filter((approval) => !gone.has(approval.digest)) ?? [];
        return kept.length === (current?.approvals.length ?? 0) ? undefined : { version: 1, approvals: kept };
      });
    },
  };
}

/** Whose word on what. */
function wordOf({ digest, by, person }: Approval): string {
  return JSON.stringify([digest, by, person]);
}
