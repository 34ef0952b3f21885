/** The Psa port over the ConnectWise PSA REST API. One object serves one run: it keeps the API's base path and the pace that it found. */
import type { Psa } from '../../ports/run-ports.ts';
import { createPsaApi } from './api/api.ts';
import { readCatalogue } from './catalogue.ts';
import { checkPsa } from './check.ts';
import { createDuties } from './duties/duties.ts';
import { findMember, readMember } from './members/find-member.ts';
import type { ConnectWiseOptions } from './api/options.ts';
import { readMembers } from './members/read-members.ts';
import { readRoleReach } from './rights/role-reach.ts';
import {
  createMember,
  deactivateMember,
  linkSso,
  reactivateMember,
  unlinkSso,
  updateMember,
} from './members/write-member.ts';

/** No request is made yet. Throws ConfigError when the options cannot work. */
export function createConnectWisePsa(options: ConnectWiseOptions): Psa {
  const api = createPsaApi(options);
  const { joinField, deactivateBy } = options;
  return {
    readMembers: (members) => readMembers(api, { joinField, counted: members?.counted ?? true }),
    readCatalogue: (kinds) => readCatalogue(api, kinds),
    readRoleReach: (roles) => readRoleReach(api, roles),
    readMember: (key) => readMember(api, key, joinField),
    findMember: (identifier) => findMember(api, identifier, joinField),
    createMember: (draft, hiredOn) => createMember(api, draft, hiredOn, options.randomPassword()),
    updateMember: (key, changes) => updateMember(api, key, changes),
    reactivateMember: (key, changes) => reactivateMember(api, key, changes),
    deactivateMember: (key, handover) => deactivateMember(api, key, { by: deactivateBy, handover }),
    linkSso: (key, ssoUserId) => linkSso(api, key, ssoUserId),
    unlinkSso: (key) => unlinkSso(api, key),
    duties: createDuties(api, options.site),
    check: (kinds) => checkPsa(api, kinds, options.clock),
  };
}
