// The Lock in a plain folder: a turn that is held, with a beat that tells the others that its holder lives.
import { join } from 'node:path';
import { RemoteError } from '../../errors.ts';
import type { Clock, Lock } from '../../ports/run-ports.ts';
import { assertFolder } from './assert-folder.ts';
import { folderFault } from './fault.ts';
import type { Owner } from './owner.ts';
import { thisProcess } from './owner.ts';
import { fileIn } from './path.ts';
import type { Turn } from './turns.ts';
import { createTurns } from './turns.ts';

export interface FolderLockOptions {
  /** Absolute path of the folder, which must be there. */
  readonly root: string;
  readonly clock: Clock;
  /** Resolves after so many milliseconds, or rejects when the signal aborts. */
  readonly delay: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Default: this process. */
  readonly owner?: Owner;
}

/** Milliseconds. A holder gives up long before others may take over, so that neither slow disks nor clocks that differ by half a minute make two holders. */
const BEAT_EVERY = 15_000;
const RETRY_EVERY = 3_000;
const LIFE = 50_000;
const STALE = 90_000;

/** A lock is taken over when its holder has not been heard of for 90 s, or at once when it was a process of this machine that is gone. */
export function createFolderLock({ root, clock, delay, owner = thisProcess() }: FolderLockOptions): Lock {
  return {
    async acquire(name) {
      const attempt = async <Value>(request: string, act: () => Promise<Value>): Promise<Value> => {
        try {
          return await act();
        } catch (error) {
          throw folderFault(error, { request: `${request} ${name}`, root });
        }
      };
      const folder = fileIn(join(root, '.locks'), name);
      const turns = createTurns({ folder, staleMs: STALE, now: () => clock.now(), owner });
      const since = clock.elapsed();
      const turn = await attempt('lock', async () => {
        await assertFolder(root);
        return turns.take();
      });
      if (turn === undefined) return undefined;

      const stopped = new AbortController();
      const lost = new AbortController();
      void keep(turn, { since, clock, delay, stopped: stopped.signal }).then((why) => {
        if (why !== undefined) lost.abort(lostError(name, why));
      });
      let released: Promise<void> | undefined;
      const release = async (): Promise<void> => {
        stopped.abort();
        if (!lost.signal.aborted) await attempt('release the lock', () => turn.end());
      };
      return { lost: lost.signal, release: () => (released ??= release()) };
    },
  };
}

/** Beats until it is stopped (undefined) or the lock is lost (why). Never throws. */
async function keep(
  turn: Turn,
  {
    since,
    clock,
    delay,
    stopped,
  }: Pick<FolderLockOptions, 'clock' | 'delay'> & { readonly since: number; readonly stopped: AbortSignal },
): Promise<string | undefined> {
  let deadline = since + LIFE;
  for (let pause = BEAT_EVERY; ;) {
    const passed = await wait(Math.min(pause, Math.max(0, deadline - clock.elapsed())));
    if (passed !== 'passed') return passed === 'stopped' ? undefined : 'its timer failed';
    const at = clock.elapsed();
    if (at >= deadline) return 'it could not be renewed in time';
    const answered = new AbortController();
    const tooLate = wait(deadline - at, answered.signal).then(() => 'unknown' as const);
    const beat = turn.beat().then(
      (stands) => (stands ? ('beaten' as const) : ('gone' as const)),
      () => 'unknown' as const,
    );
    // A network drive can hang for minutes: then the time is up all the same.
    const outcome = await Promise.race([beat, tooLate]);
    answered.abort();
    if (stopped.aborted) return undefined;
    if (outcome === 'gone') return 'another process has taken it over';
    if (outcome === 'beaten') deadline = at + LIFE;
    pause = outcome === 'beaten' ? BEAT_EVERY : RETRY_EVERY;
  }

  async function wait(ms: number, ended?: AbortSignal): Promise<'passed' | 'stopped' | 'failed'> {
    const signal = ended === undefined ? stopped : AbortSignal.any([stopped, ended]);
    try {
      await delay(ms, signal);
      return signal.aborted ? 'stopped' : 'passed';
    } catch {
      return signal.aborted ? 'stopped' : 'failed';
    }
  }
}

function lostError(name: string, why: string): RemoteError {
  return new RemoteError({
    system: 'storage',
    request: `renew the lock ${name}`,
    status: null,
    reason: 'conflict',
    message: `The lock "${name}" was lost: ${why}. Nothing more is written.`,
    advice: 'The next run takes up what is left.',
  });
}
