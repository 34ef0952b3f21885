/** The PsaDuties port over the ConnectWise PSA REST API. */
import type { PsaDuties } from '../../../ports/duty-ports.ts';
import { readActivity } from '../activity/read-activity.ts';
import type { PsaApi } from '../api/api.ts';
import { finish } from './handover/finish.ts';
import { reassign } from './handover/reassign.ts';
import { readStanding } from './handover/standing.ts';
import { readDuties } from './read-duties.ts';

/** `site` is the API's origin: people open records at the address that belongs to it. */
export function createDuties(api: PsaApi, site: string): PsaDuties {
  return {
    readDuties: (question) => readDuties(api, site, question),
    readActivity: (members, since) => readActivity(api, members, since),
    readStanding: (reassignment) => readStanding(api, reassignment),
    reassign: (reassignment) => reassign(api, reassignment),
    finish: (reassignment) => finish(api, reassignment),
  };
}
