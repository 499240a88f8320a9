import { createTaskDialect } from './create-task/create-task-dialect.ts';
import type { Dialect } from './dialect.ts';
import { captchaaiDialect } from './in-php/captchaai.ts';
import { twoCaptchaDialect } from './in-php/two-captcha.ts';

/** The languages that the fake speaks. */
export const dialectNames = ['captchaai', '2captcha', 'createTask'] as const;

/** A language that the fake speaks. */
export type DialectName = (typeof dialectNames)[number];

/** Every dialect by its name. */
export const dialects: Readonly<Record<DialectName, Dialect>> = {
  captchaai: captchaaiDialect,
  '2captcha': twoCaptchaDialect,
  createTask: createTaskDialect,
};
