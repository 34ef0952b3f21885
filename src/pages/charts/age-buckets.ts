// Ages in a few steps, so that many things with an age become a chart.

/** From `from` days on, up to the next. */
export interface AgeBucket {
  readonly name: string;
  readonly from: number;
}

/** The bucket's index; null: the age is not known, or lies before the first. */
export function bucketOf(buckets: readonly AgeBucket[], days: number | null): number | null {
  if (days === null) return null;
  const index = buckets.findLastIndex(({ from }) => days >= from);
  return index < 0 ? null : index;
}
