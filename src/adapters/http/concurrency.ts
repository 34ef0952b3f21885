/** Lets as many requests through at once as the other side takes: more while it answers, half when it throttles, none while it asks for a pause. */

interface Gate {
  /** Resolves when there is a free place and no pause; rejects when the wait of a pause is broken off. Every place must be left, whatever happens. */
  enter(): Promise<Place>;
  /** Nobody enters before this many milliseconds are over; pauses overlap. Requests under way go on. */
  pause(ms: number): void;
  /** How many may be under way now. */
  width(): number;
}
export interface Place {
  /** `answered` widens the gate a little, `throttled` halves it, `failed` says nothing about its width. */
  leave(how: 'answered' | 'throttled' | 'failed'): void;
}

interface GateOptions {
  readonly start: number;
  readonly most: number;
  readonly delay: (ms: number) => Promise<void>;
}

/** Additive increase (one more after a full round of answers), multiplicative decrease; never below one. */
export function createGate(options: GateOptions): Gate {
  let limit = options.start;
  let inside = 0;
  let pauses = 0;
  let narrowed = 0;
  const waiting: { readonly enter: (place: Place) => void; readonly turnAway: (error: Error) => void }[] = [];
  let brokenOff: Error | undefined;

  function admit(): void {
    while (pauses === 0 && inside < Math.floor(limit)) {
      const next = waiting.shift();
      if (next === undefined) return;
      inside += 1;
      next.enter(createPlace(narrowed));
    }
  }

  function createPlace(enteredAfter: number): Place {
    let left = false;
    return {
      leave(how) {
        if (left) return;
        left = true;
        inside -= 1;
        if (how === 'answered') limit = Math.min(options.most, limit + 1 / limit);
        // One burst is throttled as a whole; only its first complaint narrows the gate.
        if (how === 'throttled' && enteredAfter === narrowed) {
          narrowed += 1;
          limit = Math.max(1, limit / 2);
        }
        admit();
      },
    };
  }

  return {
    enter() {
      const place = new Promise<Place>((enter, turnAway) => {
        if (brokenOff === undefined) waiting.push({ enter, turnAway });
        else turnAway(brokenOff);
      });
      admit();
      return place;
    },
    pause(ms) {
      pauses += 1;
      options.delay(ms).then(
        () => {
          pauses -= 1;
          admit();
        },
        // The other side has asked for quiet, and nobody waits for its answers any more: nothing further is sent there.
        (error: unknown) => {
          const fault = new Error('Nobody waits at the gate any more', { cause: error });
          brokenOff = fault;
          for (const { turnAway } of waiting.splice(0)) turnAway(fault);
        },
      );
    },
    width: () => Math.floor(limit),
  };
}
