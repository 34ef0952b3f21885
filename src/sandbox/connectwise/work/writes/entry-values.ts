/** What the fields of a schedule entry take. */

export const ENTRY_FLAGS: readonly string[] = [
  ...['doneFlag', 'ownerFlag', 'acknowledgedFlag', 'notifyResource'],
  ...['allowScheduleConflictsFlag', 'addMemberToProjectFlag'],
];

export function isInstant(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}
