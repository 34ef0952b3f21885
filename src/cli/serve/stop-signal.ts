/** The signal by which somebody stops what this process hosts. */
import { systemClock } from '../../runtime/system.ts';

const ONE_KEYSTROKE_MS = 1_000;

/** Resolves on the first. A second signal ends the process at once. One keystroke can come twice: from the terminal, and passed on by npm. */
export async function stopSignal(): Promise<void> {
  await new Promise<void>((resolve) => {
    let first: number | undefined;
    const hear = (): void => {
      if (first === undefined) {
        first = systemClock.elapsed();
        resolve();
      } else if (systemClock.elapsed() - first > ONE_KEYSTROKE_MS) process.exit(1);
    };
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, hear);
  });
}
