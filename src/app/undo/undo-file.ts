// undo.json: what this run handed over, for whoever wants to take it back.
import type { RunId } from '../../domain/ids.ts';
import type { RunFile } from '../../domain/runs/stored-file.ts';
import type { HandedOver, UndoRecord } from '../../domain/offboarding/undo.ts';
import type { ConnectionPorts } from '../connection-ports.ts';

/** Empty for a run that handed nothing over. */
export function undoFiles(
  ports: Pick<ConnectionPorts, 'name' | 'sides'>,
  { run, handedOver }: { readonly run: RunId; readonly handedOver: readonly HandedOver[] },
): readonly RunFile[] {
  if (handedOver.length === 0) return [];
  const record: UndoRecord = {
    version: 1,
    run,
    connection: ports.name,
    psa: ports.sides.psa,
    handovers: handedOver,
  };
  return [{ name: 'undo.json', contentType: 'application/json', text: `${JSON.stringify(record, null, 2)}\n` }];
}
