// A decision on held steps. A test says what differs.
import { rulingId, runId, ticketOf } from '../../../src/domain/ids.ts';
import type { RuledStep, Ruling } from '../../../src/domain/rulings/ruling.ts';
import { digestOfText } from './a-step.ts';

export function aRuledStep(differences: Partial<RuledStep> = {}): RuledStep {
  return {
    digest: digestOfText('deactivate jane'),
    action: 'deactivate',
    subject: 'jane',
    person: null,
    standing: 'counts',
    why: null,
    ...differences,
  };
}

/** An approval that a run was asked for, and that is not carried out yet. */
export function aRuling(differences: Partial<Ruling> = {}): Ruling {
  const id = rulingId('dec-20261123T101500Z-1a2b3c4d5e6f');
  return {
    version: 1,
    id,
    kind: 'approve',
    by: 'dana@harborpine.example',
    person: 'dana-id',
    at: '2026-11-23T10:15:00.000Z',
    note: '',
    ends: '2026-11-24T10:15:00.000Z',
    seen: runId('20261123T100000Z-000001'),
    steps: [aRuledStep()],
    unfitting: [],
    ticket: ticketOf(id),
    result: null,
    ...differences,
  };
}
