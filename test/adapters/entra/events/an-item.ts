/** A notification as Graph delivers it. */
export const TENANT = '3c1c0b4e-8c2d-4a53-9e1f-6b5a4d3c2b1a';
export const SUBSCRIPTION = '0a6b2f4e-3d1c-4f7a-9b0e-5c8d7e6f1a2b';
export const ADA = '5f0e6c1a-6a1c-4a5e-8b57-2f3f0a9d1e77';
export const BEN = '9d2c7a41-0b53-4c8f-8f0a-77c1d2e3f4a5';
export const TECHNICIANS = '7f3b0f2e-1c4d-4b8a-9a55-0d1e2f3a4b5c';

export function anItem(over: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    changeType: 'updated',
    clientState: 'b1b0d0d2f6b84a9aa1c4c9a1f0b8f3a7',
    resource: `Users/${ADA}`,
    resourceData: {
      '@odata.type': '#Microsoft.Graph.User',
      '@odata.id': `Users/${ADA}`,
      id: ADA,
      organizationId: TENANT,
    },
    subscriptionExpirationDateTime: '2026-12-21T09:30:00.0000000+00:00',
    subscriptionId: SUBSCRIPTION,
    tenantId: TENANT,
    ...over,
  };
}

export function aGroupItem(data: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return anItem({
    resource: `Groups/${TECHNICIANS}`,
    resourceData: { '@odata.type': '#Microsoft.Graph.Group', id: TECHNICIANS, organizationId: TENANT, ...data },
  });
}
