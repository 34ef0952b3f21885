/** How long one invocation may take: host.json's functionTimeout less two minutes for the report. Milliseconds. */
export const RUN_LIMIT_MS = 28 * 60_000;
