import { describe, expect, it } from 'vitest';

import { proxySecrets } from './proxy-secrets.ts';

describe('proxySecrets', () => {
  it('lists the credentials of every URL, decoded', () => {
    expect(proxySecrets(['http://user:p%40ss@proxy.test', 'http://:100%25@proxy.test'])).toEqual([
      'user',
      'p@ss',
      '100%',
    ]);
  });

  it('finds none where there are none, and survives what is no URL', () => {
    expect(proxySecrets([undefined, '', 'no URL', 'http://proxy.test'])).toEqual([]);
  });

  it('keeps credentials that are not well encoded as they are', () => {
    expect(proxySecrets(['http://user:100%@proxy.test'])).toEqual(['user', '100%']);
  });
});
