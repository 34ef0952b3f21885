// The small words of a run that several pages show alike: when, how it ended, who started it.
import type { RunEntry, RunOutcome } from '../domain/runs/run.ts';
import { html, type Markup } from '../reports/html/markup.ts';
import { RUN_OUTCOME_TONES } from '../reports/html/tones.ts';
import { RUN_OUTCOME_NAMES, TRIGGER_NAMES } from '../reports/words/words.ts';

const OUTCOME_SIGNS = {
  converged: '✓',
  'converged-with-holds': '◷',
  pending: '→',
  frozen: '‖',
  failed: '✕',
} as const satisfies Record<RunOutcome, string>;

/** `2026-11-23 10:15 UTC` */
export function instant(at: string): Markup {
  return html`<time datetime="${at}">${at.slice(0, 10)} ${at.slice(11, 16)} UTC</time>`;
}

/** A sign, a word and a colour: never the colour alone. */
export function outcomeBadge(outcome: RunOutcome): Markup {
  return html`<span class="badge ${RUN_OUTCOME_TONES[outcome]}"
    ><span aria-hidden="true">${OUTCOME_SIGNS[outcome]}</span> ${RUN_OUTCOME_NAMES[outcome]}</span
  >`;
}

export function didOf({ applied, creationsOnly }: Pick<RunEntry, 'applied' | 'creationsOnly'>): string {
  if (!applied) return 'planned only';
  return creationsOnly === true ? 'planned and wrote creations only' : 'planned and wrote';
}

/** What the run was for, beside everybody: one person, or taking back an earlier one. */
export function scopeText(entry: Pick<RunEntry, 'person' | 'undoes'>): Markup {
  if (entry.undoes !== undefined) return html`takes back ${entry.undoes}`;
  return entry.person === null ? html`everybody` : html`<bdi>${entry.person.name}</bdi> alone`;
}

export function startedBy({ trigger }: Pick<RunEntry, 'trigger'>): Markup {
  return html`${TRIGGER_NAMES[trigger.kind]} (<bdi>${trigger.by}</bdi>)`;
}
