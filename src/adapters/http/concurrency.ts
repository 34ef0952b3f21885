/** Lets as many requests through at once as the other side takes: more while it answers, half when it throttles, none while it asks for a pause. */

interface Gate {
  /** Resolves when there is a free place and no pause. Every place must be left, whatever happens. */
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
  const waiting: ((place: Place) => void)[] = [];

  function admit(): void {
    while (pauses === 0 && inside < Math.floor(limit)) {
      const next = waiting.shift();
      if (next === undefined) return;
      inside += 1;
      next(createPlace(narrowed));
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
      const place = new Promise<Place>((resolve) => {
        waiting.push(resolve);
      });
      admit();
      return place;
    },
    pause(ms) {
      pauses += 1;
      const end = (): void => {
        pauses -= 1;
        admit();
      };
      // A wait that is broken off is over as well: whoever waits at the gate is to hear it from its own next wait.
      options.delay(ms).then(end, end);
    },
    width: () => Math.floor(limit),
  };
}
