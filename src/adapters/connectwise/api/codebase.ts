/** Finds out under which path the PSA's API stands. The path changes with upgrades, so it is asked for, never configured. */
import { z } from 'zod';
import { RemoteError } from '../../../errors.ts';
import type { HttpClient } from '../../http/client.ts';
import { remoteFault } from '../../http/remote-fault.ts';
import { SYSTEM } from './read-fault.ts';

const CHECK_COMPANY =
  'Check the company id: it is the company name typed at sign-in, and each site knows only its own companies.';
const companyInfo = z.object({ Codebase: z.string().regex(/^[\w.-]+\/?$/) }).nullable();

interface Codebase {
  /** `https://host/v4_6_release/apis/3.0`; asked for once, and again only after a failure. Throws RemoteError. */
  base(): Promise<string>;
  /** Asks again, successfully once in this object's life: answers the base, changed or not. Throws RemoteError. */
  refetch(): Promise<string>;
}

/** `site` is an origin. `GET /login/companyinfo/{companyId}` needs no credentials, so none are sent. */
export function createCodebase(client: HttpClient, site: string, companyId: string): Codebase {
  let current: Promise<string> | null = null;
  let refetched: Promise<string> | null = null;

  const ask = async (): Promise<string> => {
    const path = `/login/companyinfo/${encodeURIComponent(companyId)}`;
    const request = `GET ${path}`;
    const reply = await client.send({
      method: 'GET',
      url: site + path,
      headers: { Accept: 'application/json' },
      purpose: 'reference',
    });
    const value =
      reply.kind === 'answer' && reply.status === 200 && reply.body.kind === 'json' ? reply.body.value : undefined;
    const parsed = value === undefined ? null : companyInfo.safeParse(value);
    if (parsed?.success !== true)
      throw remoteFault(
        SYSTEM,
        request,
        reply,
        reply.kind === 'answer' && reply.status === 404
          ? { advice: 'Check the configured site: no PSA answers at this address.' }
          : {},
      );
    if (parsed.data === null)
      throw new RemoteError({
        system: SYSTEM,
        request,
        status: 200,
        reason: 'credentials',
        message: `${SYSTEM} knows no company "${companyId}" (${request}). ${CHECK_COMPANY}`,
        advice: CHECK_COMPANY,
      });
    return `${site}/${parsed.data.Codebase.replace(/\/$/, '')}/apis/3.0`;
  };

  return {
    async base() {
      const asked = (current ??= ask());
      try {
        return await asked;
      } catch (error) {
        if (current === asked) current = null;
        throw error;
      }
    },
    async refetch() {
      const asked = (refetched ??= ask());
      try {
        const base = await asked;
        current = asked;
        return base;
      } catch (error) {
        if (refetched === asked) refetched = null;
        throw error;
      }
    },
  };
}
