/** Looks at a receiver's address without sending anything there. */
import type { Check } from '../../ports/run-ports.ts';
import { isLoopback } from '../../domain/loopback.ts';
import { hookAddress } from './hook-address.ts';

/** `hosts`: ends of the host names that such addresses have; empty: any. */
export function checkAddress(name: string, address: string, hosts: readonly string[]): Check {
  const read = hookAddress(address);
  if (read.kind === 'unusable')
    return {
      name,
      result: 'fail',
      detail: `The address in the secret ${read.problem}.`,
      fix: 'Copy the whole address from where the webhook was made into the secret.',
    };
  const { hostname } = read.url;
  const fits = hosts.length === 0 || isLoopback(read.url) || hosts.some((host) => hostname.endsWith(host));
  return fits
    ? { name, result: 'ok', detail: 'The address has the right form. Nothing was sent.', fix: null }
    : {
        name,
        result: 'warn',
        detail: `The address in the secret leads to ${hostname}, where no webhook of this kind usually is.`,
        fix: `Expected a host that ends in ${hosts.join(' or ')}. Try it out: rollcall messages test`,
      };
}
