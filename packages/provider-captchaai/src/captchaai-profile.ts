import {
  type InPhpSettings,
  type Profile,
  tokenLifetimesMs,
} from '@understudy/provider-compatible';

import { captchaaiErrors } from './captchaai-errors.ts';
import { captchaaiEvidence } from './captchaai-evidence.ts';
import { captchaaiMethods } from './captchaai-methods.ts';
import { readThreads } from './read-threads.ts';

const inPhp: InPhpSettings & { readonly baseUrl: string } = {
  baseUrl: 'https://ocr.captchaai.com',
  methods: captchaaiMethods,
  submitEncoding: 'urlencoded',
  pollMethod: 'POST',
  threads: { action: 'threadsinfo', read: readThreads },
};

/** captchaai.com, not to be confused with captchaai.io, which became another service (protocols.md, section 1). */
export const captchaaiProfile: Profile = {
  name: 'captchaai',
  defaultDialect: 'in.php',
  dialects: { 'in.php': inPhp },
  // It sells threads, and counts no solves.
  pricing: { kind: 'slots' },
  limits: {
    // The vendor's examples wait 15 s for tokens, grids, BLS and GeeTest, 20 s for challenge pages and 10 s for images;
    // reCAPTCHA v3 was seen solved after 5 s.
    firstWaitMs: {
      default: 15_000,
      'recaptcha-v2': 15_000,
      'recaptcha-v3': 5_000,
      turnstile: 5_000,
      'cloudflare-challenge': 20_000,
      image: 10_000,
    },
    pollFloorMs: 5_000,
    balanceFloorMs: 60_000,
  },
  // Not documented.
  retention: {},
  tokenLifetimeMs: tokenLifetimesMs,
  // "< 1 KB" and "> 1024 KB" are refused, and older pages say 100 bytes: in between the service decides.
  images: { minBytes: 100, maxBytes: 1_048_576, formats: ['jpeg', 'png', 'gif'] },
  errors: captchaaiErrors,
  unsolvableIsCharged: false,
  refusedStatuses: [],
  evidence: captchaaiEvidence,
};

/** In which ways images travel. */
export interface ImageChoices {
  /** Answered by solve.php in the reply to their submit, which gives no id to ask for. */
  readonly syncImages: boolean;
  readonly imagesBy: 'base64' | 'file';
}

/** The same service, with images as an account has chosen. */
export const captchaaiWithImages = ({ syncImages, imagesBy }: ImageChoices): Profile => ({
  ...captchaaiProfile,
  dialects: {
    'in.php': {
      ...inPhp,
      ...(imagesBy === 'file' ? { pictureEncoding: 'multipart' } : {}),
      ...(syncImages ? { synchronousPaths: { image: 'solve.php' } } : {}),
    },
  },
  limits: {
    ...captchaaiProfile.limits,
    // Within it the picture is solved.
    ...(syncImages ? { submitTimeoutMs: { default: 15_000, image: 30_000 } } : {}),
  },
});
