/** Starts the process of the companies, and speaks with it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { answerShape, type Asked, type Inspected } from './protocol.ts';
import type { Sandbox } from '../../../src/sandbox/context.ts';
import type { Trouble } from './troubles.ts';

export interface Companies {
  readonly urls: readonly Sandbox['urls'][];
  readonly turnover: () => Promise<void>;
  readonly trouble: (troubles: ReadonlyMap<number, Trouble>) => Promise<void>;
  readonly inspect: () => Promise<readonly Inspected[]>;
  readonly stop: () => void;
}

export async function openCompanies(count: number, people: number): Promise<Companies> {
  const place = fileURLToPath(new URL('./companies.ts', import.meta.url));
  const child = fork(place, [String(count), String(people)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const heard = async () => {
    const [message] = z.array(z.unknown()).parse(await once(child, 'message'));
    return answerShape.parse(message);
  };
  const ask = async (asked: Asked) => {
    const answer = heard();
    child.send(asked);
    return answer;
  };
  const first = await heard();
  if (!('urls' in first)) throw new Error('The companies say first where they are');
  return {
    urls: first.urls,
    turnover: async () => {
      await ask({ kind: 'turnover' });
    },
    trouble: async (troubles) => {
      const named: Readonly<Record<string, Trouble>> = Object.fromEntries(troubles);
      await ask({ kind: 'trouble', troubles: named });
    },
    inspect: async () => {
      const answer = await ask({ kind: 'inspect' });
      if (!('companies' in answer)) throw new Error('The companies answer how they are');
      return answer.companies;
    },
    stop: () => void child.kill(),
  };
}
