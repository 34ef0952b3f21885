import { expect, test } from 'vitest';
import { ticketLinks } from '../../../../src/adapters/connectwise/duties/tickets/ticket-link.ts';

const PAGE = '/v4_6_release/services/system_io/router/openrecord.rails?recordType=ServiceFV&recid=4711';

test.each([
  ['https://api-na.myconnectwise.net', 'https://na.myconnectwise.net'],
  ['https://api-staging.connectwisedev.com', 'https://staging.connectwisedev.com'],
  ['https://psa.api-factory.example:8443', 'https://psa.api-factory.example:8443'],
  ['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
])('whoever is answered at %s opens tickets at %s', (site, host) => {
  expect(ticketLinks(site)(4711)).toBe(`${host}${PAGE}`);
});
