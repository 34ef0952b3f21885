import { expect, test } from 'vitest';
import { createConnectWisePsa } from '../../../../src/adapters/connectwise/psa.ts';
import { ConfigError } from '../../../../src/errors.ts';
import { optionsFor } from '../a-psa.ts';

const SITE = 'https://api-na.myconnectwise.net';

test.each([SITE, `${SITE}/`, 'https://psa.example.com:8443', 'http://127.0.0.1:8080', 'http://localhost'])(
  'the site %s is taken',
  (site) => {
    expect(() => createConnectWisePsa(optionsFor(site))).not.toThrow();
  },
);

test.each([
  ['http://api-na.myconnectwise.net', 'plain http'],
  ['https://na.myconnectwise.net', 'api-na.myconnectwise.net'],
  [`${SITE}/v4_6_release/apis/3.0`, 'the path'],
  [`${SITE}?x=1`, 'query'],
  ['https://me:canary@psa.example.com', 'user name or password'],
  ['na', 'not an address'],
])('the site %s is refused', (site, words) => {
  const made = () => createConnectWisePsa(optionsFor(site));

  expect(made).toThrow(ConfigError);
  expect(made).toThrow(words);
  expect(made).not.toThrow(/canary/);
});

test.each([
  [{ companyId: '' }, 'companyId'],
  [{ companyId: 'a:b' }, 'companyId'],
  [{ publicKey: 'canary key' }, 'publicKey'],
  [{ privateKey: 'canary\n' }, 'privateKey'],
  [{ clientId: 'cänary' }, 'clientId'],
  [{ apiVersion: 'latest' }, 'apiVersion'],
  [{ concurrency: 0 }, 'concurrency'],
  [{ timeoutMs: 0.5 }, 'timeoutMs'],
])('the options %j are refused', (changes, path) => {
  const made = () => createConnectWisePsa(optionsFor(SITE, changes));

  expect(made).toThrow(ConfigError);
  expect(made).toThrow(path);
  expect(made).not.toThrow(/c[aä]nary/);
});

test('every problem is named at once', () => {
  const made = () => createConnectWisePsa(optionsFor('ftp://x', { publicKey: '', clientId: '' }));

  expect(made).toThrow(/publicKey[^]*clientId[^]*site/);
});
