// What people have denied or set aside, one file per connection.
import { z } from 'zod';
import type { Objection } from '../../../domain/rulings/ruling.ts';
import type { Objections } from '../../../ports/approval-ports.ts';
import type { Store } from '../../../ports/run-ports.ts';
import { objectionsPath } from '../store/paths.ts';
import { digestShape, instantShape } from '../shapes/id-shapes.ts';
import { listOf } from '../shapes/list-shape.ts';
import { readStored } from '../store/stored-file.ts';
import { updateFile } from '../store/update-file.ts';

const objected = {
  version: z.literal(1),
  digest: digestShape,
  by: z.string(),
  note: z.string(),
  at: instantShape,
};
const objectionShape = z.discriminatedUnion('kind', [
  z.strictObject({ ...objected, kind: z.literal('denied') }),
  z.strictObject({ ...objected, kind: z.literal('set-aside'), until: instantShape.nullable() }),
]);

interface ObjectionsFile {
  readonly version: 1;
  readonly objections: readonly Objection[];
}

const KIND = {
  shape: z.strictObject({ version: z.literal(1), objections: listOf(objectionShape) }),
  advice:
    'Restore an earlier version of the file. Without it, what was denied or set aside waits for approval again, and what no other guard holds is done.',
};

export function createObjections(store: Store): Objections {
  return {
    async read(connection) {
      const stored = await readStored(store, objectionsPath(connection), KIND);
      return stored?.value.objections ?? [];
    },
    async add(connection, objections) {
      if (objections.length === 0) return;
      const replaced = new Set(objections.map(({ digest }) => digest));
      await updateFile(store, objectionsPath(connection), KIND, (current): ObjectionsFile => ({
        version: 1,
        objections: [...(current?.objections ?? []).filter(({ digest }) => !replaced.has(digest)), ...objections],
      }));
    },
    async remove(connection, digests) {
      if (digests.length === 0) return;
      const gone = new Set(digests);
      await updateFile(store, objectionsPath(connection), KIND, (current): ObjectionsFile | undefined => {
        const kept = current?.objections.filter(({ digest }) => !gone.has(digest)) ?? [];
        return kept.length === (current?.objections.length ?? 0) ? undefined : { version: 1, objections: kept };
      });
    },
  };
}
