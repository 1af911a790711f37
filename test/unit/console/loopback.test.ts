import { describe, expect, it } from 'vitest';
import { checkOwnRequest, isLoopbackHost } from '../../../local/console/loopback.ts';

describe('a Host header', () => {
  it.each(['127.0.0.1', '127.0.0.1:8787', 'localhost:1', 'LOCALHOST', '[::1]:8787'])(
    '%s is this machine',
    (host) => {
      expect(isLoopbackHost(host)).toBe(true);
    },
  );

  it.each([
    undefined,
    '',
    'example.org',
    '127.0.0.1.example.org',
    'localhost.example.org',
    '10.0.0.1',
    'a b',
  ])('%s is not', (host) => {
    expect(isLoopbackHost(host)).toBe(false);
  });
});

describe('a request that changes something', () => {
  const post = { method: 'POST', host: '127.0.0.1:8787', origin: undefined, fetchSite: undefined };

  it('passes from a program, and from a page of this machine', () => {
    expect(() => {
      checkOwnRequest(post);
      checkOwnRequest({ ...post, origin: 'http://127.0.0.1:8787', fetchSite: 'same-origin' });
    }).not.toThrow();
  });

  it.each([
    [{ origin: 'http://localhost:8787' }],
    [{ origin: 'https://127.0.0.1:8787' }],
    [{ origin: 'null' }],
    [{ fetchSite: 'same-site' }],
    [{ fetchSite: 'cross-site' }],
  ])('is refused with %j', (changes) => {
    expect(() => {
      checkOwnRequest({ ...post, ...changes });
    }).toThrow(/another web site/);
  });
});
