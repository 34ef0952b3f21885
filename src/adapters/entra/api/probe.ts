/** Tries one thing and turns whatever comes of it into a verdict with the next step. */
import { RemoteError } from '../../../errors.ts';
import type { Check } from '../../../ports/run-ports.ts';
import type { GraphAnswer, GraphClient, GraphQuestion } from './client.ts';
import type { EntraCredential } from './credential.ts';
import type { Permission } from './permission.ts';
import { howToGrant } from './permission.ts';

export type Verdict = Omit<Check, 'name'>;

export interface Prober {
  /** `permission`: what is missing when the answer is 403. Never rejects. */
  ask(
    question: Pick<GraphQuestion, 'path' | 'headers'>,
    permission: Permission,
    judge: (answer: GraphAnswer) => Verdict,
  ): Promise<Verdict>;
  attempt(permission: Permission | null, act: () => Promise<Verdict>): Promise<Verdict>;
  /** `Date` header of the latest good answer. */
  lastDate(): string | null;
}

export function createProber(client: GraphClient, kind: EntraCredential['kind']): Prober {
  let date: string | null = null;

  async function attempt(permission: Permission | null, act: () => Promise<Verdict>): Promise<Verdict> {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof RemoteError)) {
        const what = error instanceof Error ? error.name : typeof error;
        return { result: 'fail', detail: `The check itself failed (${what}).`, fix: 'Report it: this is a bug.' };
      }
      return { result: 'fail', detail: error.message, fix: fixFor(error, permission) };
    }
  }

  function fixFor(fault: RemoteError, permission: Permission | null): string {
    if (fault.reason === 'forbidden' && permission !== null) return howToGrant(permission, kind);
    if (fault.reason === 'missing' && permission === 'GroupMember.Read.All')
      return 'Check the group id, or whether the group was deleted.';
    return fault.advice ?? 'Try again later.';
  }

  return {
    attempt,
    ask: (question, permission, judge) =>
      attempt(permission, async () => {
        const answer = await client.ask({ ...question, purpose: 'data' });
        date = answer.date;
        return judge(answer);
      }),
    lastDate: () => date,
  };
}

export function fine(detail: string): Verdict {
  return { result: 'ok', detail, fix: null };
}
