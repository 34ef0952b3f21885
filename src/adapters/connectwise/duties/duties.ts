/** The PsaDuties port over the ConnectWise PSA REST API. */
import { InvariantError } from '../../../errors.ts';
import type { PsaDuties } from '../../../duty-ports.ts';
import type { PsaApi } from '../api/api.ts';

export function createDuties(_api: PsaApi): PsaDuties {
  const missing = (): never => {
    throw new InvariantError('Not written yet');
  };
  return {
    readDuties: async () => missing(),
    readActivity: async () => missing(),
    readStanding: async () => missing(),
    reassign: async () => missing(),
    finish: async () => missing(),
  };
}
