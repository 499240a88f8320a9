import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { words } from './__fixtures__/words.ts';
import { faultsPage, faultsPageUrl } from './faults-page/page.ts';
import { renderFaultsPage } from './faults-page/render-faults-page.ts';

describe('the page on faults', () => {
  it('says what the catalogue says; if not, run `node tests/write-faults-page.ts`', () => {
    expect(words(readFileSync(faultsPageUrl, 'utf8'))).toEqual(words(faultsPage()));
  });

  it('names what a face or a platform cannot do', () => {
    const page = renderFaultsPage([
      {
        id: 'N02',
        title: 'a SYN without an answer',
        example: { inject: { kind: 'hang-in-connect' } },
        seenBy: 'only its own timeout',
        faces: { http: 'yes', memory: { no: 'there is nothing to connect to' } },
        platforms: 'Linux only',
      },
    ]);
    expect(page).toContain(
      '| N02 | a SYN without an answer | `{"inject":{"kind":"hang-in-connect"}}`',
    );
    expect(page).toContain('- N02 is not made in memory: there is nothing to connect to');
    expect(page).toContain('- N02: Linux only');
  });
});
