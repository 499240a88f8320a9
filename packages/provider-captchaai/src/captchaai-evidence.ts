import type { Profile } from '@understudy/provider-compatible';

const docs = 'docs.captchaai.com';

/** Where the claims of CaptchaAI's profile come from (protocols.md, section 1). */
export const captchaaiEvidence = {
  readOn: '2026-11-22',
  claims: {
    address: { source: docs, confidence: 'documented' },
    'task-types': {
      source: `${docs}; AndreiDrang/python-rucaptcha`,
      confidence: 'two sources',
      note: 'GeeTest v4 stands in the blog and the examples only',
    },
    price: { source: docs, confidence: 'two sources', note: 'threads are sold, not solves' },
    waits: [
      { of: 'all others', source: 'CaptchaAI/CaptchaAI-Examples', confidence: 'documented' },
      {
        of: 'recaptcha-v3, turnstile',
        source: 'CaptchaAI/captchaai-workflow-doctor',
        confidence: 'one source',
        note: 'a live run had a v3 after 5 s, Turnstile by inference; the examples wait 15 s',
      },
    ],
    polls: { source: docs, confidence: 'documented' },
    balance: {
      source: 'the family of 2captcha',
      confidence: 'inferred',
      note: 'what a balance means under a plan of threads is unclear',
    },
    pictures: {
      source: docs,
      confidence: 'documented',
      note: 'older pages say 100 bytes at least',
    },
    unsolvable: { source: docs, confidence: 'inferred', note: 'no solve is counted' },
    callbacks: {
      source: 'blog.captchaai.com',
      confidence: 'one source',
      note: 'a GET without proof of who sent it',
    },
    reports: { source: 'the client of 2023', confidence: 'one source' },
    instant: {
      source: 'AndreiDrang/python-rucaptcha',
      confidence: 'one source',
      note: 'images by `solve.php`, with the option `syncImages`',
    },
    affiliate: {
      source: 'blog.captchaai.com',
      confidence: 'one source',
      note: 'the client of 2023 sends it too',
    },
  },
} as const satisfies Profile['evidence'];
