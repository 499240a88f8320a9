/** CaptchaAI (captchaai.com). */
export { captchaai } from './captchaai.ts';
export type { CaptchaaiOptions } from './captchaai.ts';
