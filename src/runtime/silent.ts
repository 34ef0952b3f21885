import type { Progress } from '../ports/run-ports.ts';

/** Where nobody watches. */
export const SILENT: Progress = { phase: () => undefined, done: () => undefined };
