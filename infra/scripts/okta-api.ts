/** Okta's management API for the set-up scripts, with an administrator's own token. Rollcall itself never has that much. */
import { z } from 'zod';

export interface OktaAdmin {
  readonly org: URL;
  /** API token (SSWS) of an administrator. It is sent to this org alone, and printed nowhere. */
  readonly token: string;
}

const faultShape = z.object({
  errorSummary: z.string().default(''),
  errorCauses: z.array(z.object({ errorSummary: z.string() })).default([]),
});

/** From the environment: OKTA_ORG_URL and OKTA_ADMIN_TOKEN. Throws with what is missing. */
export function adminFrom(env: Readonly<Record<string, string | undefined>>): OktaAdmin {
  const { OKTA_ORG_URL: url = '', OKTA_ADMIN_TOKEN: token = '' } = env;
  if (!URL.canParse(url) || token === '')
    throw new RangeError(
      'Set OKTA_ORG_URL to https://ORG.okta.com, and OKTA_ADMIN_TOKEN to an API token of a super administrator (Admin Console, Security, API, Tokens).',
    );
  const org = new URL(url);
  if (org.protocol !== 'https:' && org.hostname !== '127.0.0.1') throw new RangeError(`${org.origin} is not https.`);
  return { org, token };
}

/** The answer, checked against the shape. Throws with Okta's own words when it refuses. */
export async function ask<Answer>(
  { org, token }: OktaAdmin,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  { shape, body }: { readonly shape: z.ZodType<Answer>; readonly body?: object },
): Promise<Answer> {
  const response = await fetch(new URL(path, org), {
    method,
    redirect: 'error',
    headers: { Authorization: `SSWS ${token}`, Accept: 'application/json', 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new RangeError(`${method} ${path}: ${response.status} ${reasonIn(text)}`);
  return shape.parse(text === '' ? {} : JSON.parse(text));
}

function reasonIn(text: string): string {
  if (!text.startsWith('{')) return 'without a reason';
  const { errorSummary, errorCauses } = faultShape.parse(JSON.parse(text));
  return [errorSummary, ...errorCauses.map((cause) => cause.errorSummary)].join(' ');
}
