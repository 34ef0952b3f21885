// The tables of a run by the name of their file.
import { ACTIONS } from './actions.ts';
import { FINDINGS } from './findings.ts';
import { SEATS } from './seats.ts';
import type { RunTable } from './table.ts';
import { ORPHANS, WORK } from './work.ts';

export const RUN_TABLES = {
  actions: ACTIONS,
  findings: FINDINGS,
  work: WORK,
  orphans: ORPHANS,
  seats: SEATS,
} as const satisfies Record<string, RunTable>;

export type TableName = keyof typeof RUN_TABLES;

/** In the order in which they are offered. */
export const TABLE_NAMES: readonly TableName[] = ['actions', 'findings', 'work', 'orphans', 'seats'];
