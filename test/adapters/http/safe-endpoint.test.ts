import { describe, expect, test } from 'vitest';
import { isLoopback } from '../../../src/domain/loopback.ts';
import { safeEndpoint } from '../../../src/adapters/http/safe-endpoint.ts';
import { ConfigError } from '../../../src/errors.ts';

describe('loopback', () => {
  test.each([
    ['http://localhost:8080', true],
    ['http://127.0.0.1', true],
    ['http://127.9.8.7:1', true],
    ['http://[::1]:8080', true],
    ['http://2130706433', true],
    ['http://localhost.example.com', false],
    ['http://127.0.0.1.example.com', false],
    ['http://127.example.com', false],
    ['http://10.0.0.1', false],
    ['http://0.0.0.0', false],
    ['http://[::2]', false],
    ['http://localhost@example.com', false],
  ])('%s: %s', (url, expected) => {
    expect(isLoopback(new URL(url))).toBe(expected);
  });
});

describe('endpoints', () => {
  test.each(['https://api.example.com', 'https://api.example.com:8443/base', 'http://127.0.0.1:9', 'http://localhost'])(
    '%s is taken',
    (text) => {
      expect(safeEndpoint(text, 'site').href).toBe(new URL(text).href);
    },
  );

  test.each([
    ['http://api.example.com', 'plain http'],
    ['http://localhost.example.com', 'plain http'],
    ['ftp://127.0.0.1', 'ftp:'],
    ['api.example.com', 'not an address'],
    ['', 'not an address'],
    ['https://me:canary@api.example.com', 'user name or password'],
    ['https://api.example.com?key=canary', 'query'],
    ['https://api.example.com#canary', 'fragment'],
  ])('%s is refused', (text, expected) => {
    const refused = () => safeEndpoint(text, 'site');

    expect(refused).toThrow(ConfigError);
    expect(refused).toThrow(expected);
    expect(refused).not.toThrow(/canary/);
  });
});
