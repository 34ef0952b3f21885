import { afterEach, expect, test, vi } from 'vitest';
import { COME_BACK_SETTING, readComeBackMs } from '../../src/runtime/work/come-back.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test.each([
  ['no setting', undefined, 20_000, 30_000],
  ['an empty setting', ' ', 20_000, 30_000],
  ['a second', '1', 1000, 1500],
  ['an hour', '3600', 3_600_000, 5_400_000],
])('%s spreads the return of what waits', (_what, value, first, last) => {
  vi.stubEnv(COME_BACK_SETTING, value);

  expect([readComeBackMs(0), readComeBackMs(1)]).toEqual([first, last]);
});

test.each(['0', '-1', '1.5', 'soon', '3601', '1e99'])('%s is refused with what is expected', (value) => {
  vi.stubEnv(COME_BACK_SETTING, value);

  expect(() => readComeBackMs(0)).toThrow(
    `ROLLCALL_COME_BACK_SECONDS: This is "${value}"; expected a whole number of seconds from 1 to 3600`,
  );
});
