/** One entry of Okta's System Log in its documented shape, nulls included: the log shows it, and event hooks deliver it. */
import { randomUUID } from 'node:crypto';
import type { WorldGroup, WorldPerson } from '../../world.ts';
import { oktaGroupId, oktaUserId } from '../ids.ts';

/** Something that happens to a person, a group, or a person in a group. */
export interface OktaHappening {
  /** `user.lifecycle.deactivate` */
  readonly type: string;
  readonly person?: Pick<WorldPerson, 'id' | 'login' | 'displayName'>;
  readonly group?: Pick<WorldGroup, 'id' | 'name'>;
}

export interface LogEntry extends Readonly<Record<string, unknown>> {
  readonly uuid: string;
  readonly eventType: string;
  /** ISO 8601. */
  readonly published: string;
}

/** Each call makes another entry, with an id that no other sandbox has. */
export function toLogEntry({ type, person, group }: OktaHappening, now: Date): LogEntry {
  const transaction = `X${randomUUID()}`;
  return {
    uuid: randomUUID(),
    published: now.toISOString(),
    eventType: type,
    version: '0',
    displayMessage: type,
    severity: 'INFO',
    client: {
      userAgent: { rawUserAgent: 'Sandbox/1.0', os: 'Unknown', browser: 'UNKNOWN' },
      zone: 'null',
      device: 'Computer',
      id: null,
      ipAddress: '198.51.100.7',
      geographicalContext: null,
    },
    device: null,
    actor: {
      id: '00u1sandboxadmin12345',
      type: 'User',
      alternateId: 'admin@harborpine.example',
      displayName: 'Sandbox Admin',
      detailEntry: null,
    },
    outcome: { result: 'SUCCESS', reason: null },
    target: [
      ...(person === undefined ? [] : [userTarget(person)]),
      ...(group === undefined ? [] : [groupTarget(group)]),
    ],
    transaction: { type: 'WEB', id: transaction, detail: {} },
    debugContext: {
      debugData: { requestId: transaction, requestUri: '/sandbox', threatSuspected: 'false', url: '/sandbox?' },
    },
    legacyEventType: null,
    authenticationContext: {
      authenticationProvider: null,
      credentialProvider: null,
      credentialType: null,
      issuer: null,
      authenticationStep: 0,
      externalSessionId: 'sandbox',
      interface: null,
    },
    securityContext: { asNumber: null, asOrg: null, isp: null, domain: null, isProxy: null },
    insertionTimestamp: null,
  };
}

function userTarget({ id, login, displayName }: NonNullable<OktaHappening['person']>): Record<string, unknown> {
  return { id: oktaUserId(id), type: 'User', alternateId: login, displayName, detailEntry: null };
}

function groupTarget({ id, name }: NonNullable<OktaHappening['group']>): Record<string, unknown> {
  return { id: oktaGroupId(id), type: 'UserGroup', alternateId: 'unknown', displayName: name, detailEntry: null };
}
