import type { CreateTaskSettings } from '../create-task/create-task-dialect.ts';
import { reportsOf } from './reports-of.ts';

/**
 * The reports of anti-captcha that imitations share (anti-captcha.com/apidoc/methods); 2captcha takes them as aliases
 * (2captcha.com/api-docs/other-methods). No other token than Google's can be praised or blamed.
 */
export const antiCaptchaReports: CreateTaskSettings['reports'] = {
  ...reportsOf(['recaptcha-v2', 'recaptcha-v3'], {
    accepted: { path: 'reportCorrectRecaptcha' },
    rejected: { path: 'reportIncorrectRecaptcha' },
  }),
  image: { rejected: { path: 'reportIncorrectImageCaptcha' } },
};
