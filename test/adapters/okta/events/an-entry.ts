/** An entry as Okta delivers and lists it, nulls and all. */
export const ADA = '00u1active2example345';
export const BEN = '00u9leaver8example765';
export const TECHNICIANS = '00g1group2example3456';

export const user = (id: string) => ({
  id,
  type: 'User',
  alternateId: 'ben@contoso.example',
  displayName: 'Ben Example',
  detailEntry: null,
});
export const group = (id: string) => ({
  id,
  type: 'UserGroup',
  alternateId: 'unknown',
  displayName: 'PSA Technicians',
  detailEntry: null,
});

export function anEntry(over: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    uuid: '7d6b0f4a-5e1c-11f0-8a2b-0f1e2d3c4b5a',
    published: '2026-11-23T10:15:12.862Z',
    eventType: 'user.lifecycle.deactivate',
    version: '0',
    displayMessage: 'Deactivate Okta User',
    client: { userAgent: null, zone: 'null', id: null, geographicalContext: null },
    device: null,
    actor: { id: '00u1admin2example3456', type: 'User', alternateId: 'admin@contoso.example', detailEntry: null },
    outcome: { result: 'SUCCESS', reason: null },
    target: [user(BEN)],
    transaction: { type: 'WEB', id: 'Xexample-transaction@g', detail: {} },
    insertionTimestamp: null,
    ...over,
  };
}

/** A delivery of the hook, with these events. */
export const anEnvelope = (events: unknown, over: Readonly<Record<string, unknown>> = {}) => ({
  eventType: 'com.okta.event_hook',
  eventTypeVersion: '1.0',
  cloudEventsVersion: '0.1',
  source: 'https://Pinecrest.okta.com/api/v1/eventHooks/who1example2hook3id4',
  eventId: '3a1e9c52-6f0b-4d8e-9b77-2c5d4e6f8a10',
  data: { events },
  eventTime: '2026-11-23T10:15:14.093Z',
  contentType: 'application/json',
  ...over,
});
