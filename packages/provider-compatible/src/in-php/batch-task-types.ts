import type { CompatibleTaskType } from '../task-types.ts';

/**
 * The types that may be asked about together. Left out are those whose answers may hold a bar (images, FunCaptcha,
 * objects, raw), and those whose user agent or key comes beside the answer, where a batch has no place for it.
 */
export const batchTaskTypes = [
  'recaptcha-v2',
  'recaptcha-v3',
  'grid',
  'friendly-captcha',
  'captchafox',
] as const satisfies readonly CompatibleTaskType[];
