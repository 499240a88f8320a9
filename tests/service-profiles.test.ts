import { describe, expect, it } from 'vitest';

import { profiles } from '../packages/provider-compatible/src/profile/profiles.ts';
import { serviceProfileNames } from '../packages/testkit/src/dialects/profiles/service-profiles.ts';

describe('the profiles of the fake', () => {
  it('imitate every service that the adapters know', () => {
    const known = Object.keys(profiles).filter((name) => name !== 'custom');
    expect(serviceProfileNames.toSorted()).toEqual([...known, 'captchaai'].toSorted());
  });
});
