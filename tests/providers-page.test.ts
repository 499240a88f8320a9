import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { profiles } from '../packages/provider-compatible/src/profile/profiles.ts';
import { providersPage, providersPageUrl } from './providers-page/page.ts';
import { renderProvidersPage } from './providers-page/render-providers-page.ts';

/** Formatting may change how wide a table is, and nothing else. */
const words = (text: string): readonly string[] =>
  text.split('\n').map((line) => line.replaceAll(/-{3,}/g, '---').replaceAll(/\s+/g, ' ').trim());

describe('the page on providers', () => {
  it('says what the profiles say; if not, run `node tests/write-providers-page.ts`', () => {
    expect(words(readFileSync(providersPageUrl, 'utf8'))).toEqual(words(providersPage()));
  });

  it('changes with a profile', () => {
    const { capsolver } = profiles;
    const changed = { ...capsolver, limits: { ...capsolver.limits, maxPolls: 7 } };
    const page = renderProvidersPage({ capsolver: changed });
    expect(page).toContain('every 3 s, at most 7');
    expect(page).not.toContain('at most 120');
  });

  it('names the source and the confidence of each claim', () => {
    const page = renderProvidersPage({ capsolver: profiles.capsolver });
    for (const { source, confidence } of Object.values(profiles.capsolver.evidence.claims)) {
      const line = page
        .split('\n')
        .find((text) => text.includes(`| ${confidence} `) && text.includes(` ${source} `));
      expect(line).toBeDefined();
    }
  });
});
