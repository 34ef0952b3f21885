// A run that keeps others waiting is broken off while it reads, before it has decided or written anything, and goes on elsewhere.

export interface Patience {
  /** Aborts when it is over. */
  readonly over: AbortSignal;
  /** It is not over any more from here on: what is read is read. */
  readonly suffices: () => void;
}

/** Nothing is wrong: the run has not failed, it was not made. */
export class OutOfPatience extends Error {
  override readonly name = 'OutOfPatience';

  constructor() {
    super('Reading took longer than a run may keep others waiting');
  }
}

/** What `reading` answers; throws OutOfPatience when that takes too long. What is under way by then ends by itself, and its answer is used for nothing. */
export async function whilePatient<Read>(reading: Promise<Read>, { over, suffices }: Patience): Promise<Read> {
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const end = (): void => {
    reject(new OutOfPatience());
  };
  over.addEventListener('abort', end, { once: true });
  if (over.aborted) end();
  try {
    return await Promise.race([ended, reading]);
  } finally {
    over.removeEventListener('abort', end);
    suffices();
  }
}
