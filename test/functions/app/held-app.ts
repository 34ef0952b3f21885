/** The function app with two steps that wait for somebody, and nothing decided of them. */
import { answerOf, contextOf, requestOf } from './call-function.ts';
import { openApp, type App } from './open-app.ts';
import { onApprovals } from '../../../src/runtime/handlers.ts';
import { connectionName } from '../../../src/domain/ids.ts';
import { vi } from 'vitest';
import { z } from 'zod';

export const NAME = connectionName('harborpine');
export const DANA = 'dana@harborpine.example';
export const ELI = 'eli@harborpine.example';

/** Two at once, where one a run is the limit. */
const LEAVERS = ['Abbott', 'Bryant'];
const EMPTY = {
  approvals: '{"version":1,"approvals":[]}',
  objections: '{"version":1,"objections":[]}',
  decisions: '{"version":1,"decisions":[]}',
} as const;

/** What the platform puts in of somebody whom it has let in. */
export function principal(
  name: string,
  roles: readonly string[] = ['Rollcall.Approver'],
  id = `id of ${name}`,
): string {
  const claims = [
    { typ: 'preferred_username', val: name },
    { typ: 'http://schemas.microsoft.com/identity/claims/objectidentifier', val: id },
    ...roles.map((val) => ({ typ: 'roles', val })),
  ];
  return Buffer.from(JSON.stringify({ claims })).toString('base64');
}
export const signedIn = (name: string, roles?: readonly string[]) => ({
  'x-ms-client-principal': principal(name, roles),
});

const listShape = z.object({
  run: z.string(),
  steps: z.array(
    z.object({
      state: z.string(),
      digest: z.string(),
      memberId: z.string(),
      objection: z.object({ by: z.string(), note: z.string() }).nullable(),
    }),
  ),
  decisions: z.array(z.object({ id: z.string(), state: z.string(), by: z.string() })),
});

/** What the API lists; nobody has to sign in for it. */
export async function list(): Promise<z.infer<typeof listShape>> {
  vi.stubEnv('ROLLCALL_SIGN_IN', '');
  const request = requestOf({
    method: 'GET',
    path: '/api/connections/harborpine/approvals',
    params: { connection: 'harborpine' },
  });
  return listShape.parse(JSON.parse((await answerOf(await onApprovals(request, contextOf('approvals', [])))).text));
}

/** The digest of what waits for that member. */
export async function held(member = 'sabbott'): Promise<string> {
  const step = (await list()).steps.find(({ memberId }) => memberId === member);
  if (step === undefined) throw new RangeError(`Nothing of ${member} is held`);
  return step.digest;
}

export interface HeldApp extends App {
  /** As it was before anybody decided. */
  readonly reset: () => Promise<void>;
}

export async function openHeldApp(): Promise<HeldApp> {
  const app = await openApp();
  for (const name of LEAVERS) app.company.person(name).state = 'disabled';
  const reset = async (): Promise<void> => {
    for (const name of ['ROLLCALL_SIGN_IN', 'ROLLCALL_LOCAL_USER', 'WEBSITE_INSTANCE_ID']) vi.stubEnv(name, '');
    app.configure({ harborpine: {} });
    const { store } = await app.storage();
    for (const [file, text] of Object.entries(EMPTY))
      await store.write(`harborpine/${file}.json`, text, { contentType: 'application/json', expect: 'any' });
    await app.syncConnection({ version: 1, connection: NAME });
    app.log.length = 0;
  };
  return { ...app, reset };
}
