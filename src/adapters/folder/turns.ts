// Decides between processes whose turn it is, with nothing but the exclusive creation of numbered files.
import { mkdir, open, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf } from './fault.ts';
import type { Owner } from './owner.ts';
import { ownerIsGone, ownerShape } from './owner.ts';

export interface TurnsOptions {
  /** Absolute; its parent exists. One folder for each thing to take turns at. */
  readonly folder: string;
  /** Milliseconds after its last beat when a turn may be taken over; far more than clocks differ between machines that share the folder. */
  readonly staleMs: number;
  /** Wall clock. */
  readonly now: () => Date;
  readonly owner: Owner;
}
export interface Turn {
  /** Tells the others that its holder lives; false: somebody has taken over. */
  beat(): Promise<boolean>;
  /** Whether nobody has taken over. */
  stands(): Promise<boolean>;
  /** Ends it; nothing happens when somebody has taken over. */
  end(): Promise<void>;
}

const stateShape = z.discriminatedUnion('state', [
  z.object({ version: z.literal(1), state: z.literal('held'), owner: ownerShape }),
  z.object({ version: z.literal(1), state: z.literal('free') }),
]);
type State = z.infer<typeof stateShape>;

/** How many past turns are kept: a contender that looked that many turns ago must still find a higher number than the one that it creates. */
const KEPT = 16;
const DIGITS = 12;

/**
 * The file with the highest number tells the state, and every change of it creates the next number: taking, ending and taking over alike. Creation is exclusive, so of
 * two contenders who saw the same state one goes on and the other is told that it is too late; nothing is ever removed that could be somebody else's fresh lock. A beat sets the
 * file's modification time.
 */
export function createTurns({ folder, staleMs, now, owner }: TurnsOptions): { take(): Promise<Turn | undefined> } {
  const fileOf = (number: number) => join(folder, String(number).padStart(DIGITS, '0'));

  async function numbers(): Promise<readonly number[]> {
    const names = await readdir(folder);
    return names.filter((name) => /^\d{12}$/.test(name)).map(Number);
  }
  const highest = async (): Promise<number> => Math.max(0, ...(await numbers()));

  /** false: somebody else was first. */
  async function create(number: number, state: State): Promise<boolean> {
    try {
      const handle = await open(fileOf(number), 'wx');
      try {
        await handle.writeFile(JSON.stringify(state));
        await handle.utimes(now(), now());
      } finally {
        await handle.close();
      }
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    }
  }

  async function isOpen(number: number): Promise<boolean> {
    try {
      const { mtime } = await stat(fileOf(number));
      const state = parseState(await readFile(fileOf(number), 'utf8'));
      if (state?.state === 'free') return true;
      if (now().getTime() - mtime.getTime() > staleMs) return true;
      // Without a readable state it is being written at this moment, or was when its writer died: its age decides.
      return state !== undefined && ownerIsGone(state.owner, owner);
    } catch (error) {
      // Past turns are cleared away, so this one has been followed by many others: somebody is at it.
      if (codeOf(error) === 'ENOENT') return false;
      throw error;
    }
  }

  async function clearPast(number: number): Promise<void> {
    const past = (await numbers()).filter((other) => other <= number - KEPT);
    await Promise.all(past.map((other) => rm(fileOf(other), { force: true })));
  }

  return {
    async take() {
      await mkdir(folder, { recursive: true });
      const last = await highest();
      if (last > 0 && !(await isOpen(last))) return undefined;
      const mine = last + 1;
      if (!(await create(mine, { version: 1, state: 'held', owner }))) return undefined;
      const stands = async () => (await highest()) === mine;
      // A number that was cleared away long ago can be created again; the highest one shows that it is none.
      if (!(await stands())) {
        await rm(fileOf(mine), { force: true });
        return undefined;
      }
      await clearPast(mine);
      return {
        stands,
        async beat() {
          if (!(await stands())) return false;
          await utimes(fileOf(mine), now(), now());
          return stands();
        },
        async end() {
          await create(mine + 1, { version: 1, state: 'free' });
        },
      };
    },
  };
}

function parseState(text: string): State | undefined {
  try {
    return stateShape.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
