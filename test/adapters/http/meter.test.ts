import { expect, test } from 'vitest';
import { createRequestMeter } from '../../../src/adapters/http/meter.ts';

test('requests are counted by system and purpose, repetitions apart', () => {
  const meter = createRequestMeter();

  meter.count('Okta', 'data');
  meter.count('Okta', 'data');
  meter.count('ConnectWise PSA', 'write');
  meter.count('ConnectWise PSA', 'reference');
  meter.count('Okta', 'token');
  meter.retried('Okta', 'throttled');
  meter.retried('Okta', 'failed');

  expect(meter.read()).toEqual([
    { system: 'Okta', token: 1, reference: 0, data: 2, write: 0, retries: 2, throttled: 1 },
    { system: 'ConnectWise PSA', token: 0, reference: 1, data: 0, write: 1, retries: 0, throttled: 0 },
  ]);
});

test('what was read does not change afterwards', () => {
  const meter = createRequestMeter();
  meter.count('Okta', 'data');

  const before = meter.read();
  meter.count('Okta', 'data');

  expect(before[0]?.data).toBe(1);
});
