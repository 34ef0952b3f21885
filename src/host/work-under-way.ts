/** Counts what is under way, so that a stop can wait for it. */

export interface WorkUnderWay {
  /** Passes the promise through. */
  track<Result>(work: Promise<Result>): Promise<Result>;
  readonly size: number;
  /** Resolves when nothing is under way, with what was begun meanwhile. */
  ended(): Promise<void>;
}

export function createWorkUnderWay(): WorkUnderWay {
  const underWay = new Set<Promise<unknown>>();
  return {
    track(work) {
      underWay.add(work);
      const forget = (): void => {
        underWay.delete(work);
      };
      work.then(forget, forget);
      return work;
    },
    get size() {
      return underWay.size;
    },
    async ended() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}
