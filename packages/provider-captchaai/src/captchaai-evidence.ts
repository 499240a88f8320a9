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
    waits: { source: 'CaptchaAI/CaptchaAI-Examples', confidence: 'documented' },
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
  },
} as const satisfies Profile['evidence'];
