import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { captchaaiProfile } from '../packages/provider-captchaai/src/captchaai-profile.ts';
import type { Profile } from '../packages/provider-compatible/src/profile/profile.ts';
import { profiles } from '../packages/provider-compatible/src/profile/profiles.ts';
import { words } from './__fixtures__/words.ts';
import { providersPage, providersPageUrl } from './providers-page/page.ts';
import { renderProvidersPage } from './providers-page/render-providers-page.ts';

const cellsOf = (line: string): readonly string[] =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());

/** The rows of the table of claims of one service. */
const sectionOf = (name: string): readonly (readonly string[])[] => {
  const [, section = ''] = providersPage().split(`\n## ${name}\n`);
  const lines = section.split('\n## ')[0]?.split('\n') ?? [];
  return lines.filter((line) => line.startsWith('|')).map(cellsOf);
};

/** What the table of features says of one service under one heading. */
const featureOf = (name: string, heading: string): string | undefined => {
  const [head = [], ...rows] = sectionOf('Features');
  return rows.find(([first]) => first === name)?.[head.indexOf(heading)];
};

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

  it.each(Object.entries<Profile>({ captchaai: captchaaiProfile, ...profiles }))(
    'names the source and the confidence of each claim of %s',
    (name, profile) => {
      const rows = sectionOf(name);
      const claims = Object.entries(profile.evidence?.claims ?? {});
      for (const [topic, claim] of claims) {
        for (const { source, confidence, of } of [claim].flat()) {
          const heading = of === undefined ? topic : `${topic} (${of})`;
          expect(rows).toContainEqual([
            heading,
            expect.any(String),
            confidence,
            source,
            expect.any(String),
          ]);
        }
      }
    },
  );

  it('says of each dialect what is known of it alone', () => {
    expect(sectionOf('capmonster')).toContainEqual([
      'task-types (in.php)',
      'in.php: 4',
      'inferred',
      'the family of 2captcha',
      'only some methods are served, and no page says which',
    ]);
    expect(sectionOf('capmonster')).toContainEqual(
      expect.arrayContaining(['task-types (createTask)', 'createTask: 11', 'documented']),
    );
  });

  it('gives the waits of CaptchaAI to whom they come from', () => {
    const waits = sectionOf('captchaai').filter(([topic = '']) => topic.startsWith('waits'));
    expect(waits.map(([topic, , confidence, source]) => [topic, confidence, source])).toEqual([
      ['waits (all others)', 'documented', 'CaptchaAI/CaptchaAI-Examples'],
      ['waits (recaptcha-v3, turnstile)', 'one source', 'CaptchaAI/captchaai-workflow-doctor'],
    ]);
  });

  it.each([
    ['2captcha', '`soft_id` (in.php), `softId` (createTask)'],
    ['anti-captcha', '`soft_id` (in.php), `softId` (createTask)'],
    ['capsolver', '`appId` (createTask)'],
    ['captchaai', '`soft_id` (in.php)'],
  ])('says where %s hears of an affiliate', (name, parameters) => {
    expect(featureOf(name, 'affiliate')).toBe(parameters);
  });

  it.each([
    ['callbacks', '`pingback`, `callbackUrl`'],
    ['reports', '`reportgood`, `reportbad`, `reportCorrect`, `reportIncorrect`'],
    ['price', 'USD 1 to 2.99'],
    ['batch', '100'],
    ['billing', '`get2`, `cost`'],
  ])('has a column for %s', (topic, words) => {
    expect(featureOf('2captcha', topic)).toBe(words);
  });
});
