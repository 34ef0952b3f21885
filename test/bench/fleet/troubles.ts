/** What is wrong with a broken company: as many kinds as there are ways in which a tenant can be a burden to whoever runs it beside others. */
import type { Fault, Sandbox } from '../../../src/sandbox/context.ts';

/** `no secret` is the configuration's; there the company itself is well. */
export const TROUBLES = [
  'the PSA hangs',
  'the PSA fails',
  'the PSA refuses the key',
  'the PSA throttles everything',
  'the directory hangs',
  'the directory answers HTML',
  'no secret',
] as const;
export type Trouble = (typeof TROUBLES)[number];

const FOREVER = { path: /./, times: Infinity } as const;
const A_DAY_MS = 86_400_000;

export function trouble(sandbox: Sandbox, kind: Trouble): void {
  for (const fault of faultsOf(kind)) sandbox.addFault(fault);
}

function faultsOf(kind: Trouble): readonly Fault[] {
  const psa = (effect: Fault['effect']): readonly Fault[] => [{ ...FOREVER, system: 'psa', effect }];
  const directory = (effect: Fault['effect']): readonly Fault[] =>
    (['graph', 'okta'] as const).map((system) => ({ ...FOREVER, system, effect }));
  switch (kind) {
    case 'the PSA hangs':
      return psa({ kind: 'delay', ms: A_DAY_MS });
    case 'the PSA fails':
      return psa({ kind: 'answer', status: 503 });
    case 'the PSA refuses the key':
      return psa({ kind: 'answer', status: 401, body: '{}' });
    case 'the PSA throttles everything':
      return psa({ kind: 'answer', status: 429, headers: { 'Retry-After': '30' } });
    case 'the directory hangs':
      return directory({ kind: 'delay', ms: A_DAY_MS });
    case 'the directory answers HTML':
      return directory({
        kind: 'answer',
        status: 200,
        body: '<html>Sign in</html>',
        headers: { 'content-type': 'text/html' },
      });
    case 'no secret':
      return [];
  }
}
