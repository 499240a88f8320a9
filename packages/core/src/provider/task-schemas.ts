import * as z from 'zod';

import { isBase64Text } from './base64-text.ts';
import { strictObject } from './strict-object.ts';

const text = z.string().min(1);
/** A challenge page has some 10,000 characters. */
const longestPage = 1_048_576;
const pageUrl = z.url({ protocol: /^https?$/, error: 'must be the full http(s) URL of the page' });

/** Validates {@link Proxy}. */
export const proxySchema = strictObject({
  type: z.enum(['http', 'https', 'socks4', 'socks5']),
  host: text,
  port: z.int().min(1).max(65_535),
  username: z.string().optional(),
  password: z.string().optional(),
});

const pageTask = {
  siteKey: text,
  pageUrl,
  proxy: proxySchema.optional(),
  userAgent: text.optional(),
};

const pictureText = z
  .string()
  .refine(isBase64Text, { error: 'must be base64 text, with or without a data: prefix' });
const pictureBytes = z
  .instanceof(Uint8Array)
  .refine(({ byteLength }) => byteLength > 0, { error: 'must hold at least one byte' });
const picture = z.union([pictureText, pictureBytes], {
  error: 'must be base64 text or a Uint8Array',
});

const proxy = proxySchema.optional();
const userAgent = text.optional();

/** The task types that this package knows, each with its schema; a provider declares those that it accepts. */
export const taskSchemas = {
  'recaptcha-v2': strictObject({
    type: z.literal('recaptcha-v2'),
    ...pageTask,
    invisible: z.boolean().optional(),
    enterprise: z.boolean().optional(),
    action: text.optional(),
    dataS: text.optional(),
    cookies: text.optional(),
    apiDomain: text.optional(),
  }),
  'recaptcha-v3': strictObject({
    type: z.literal('recaptcha-v3'),
    ...pageTask,
    action: text.optional(),
    minScore: z.number().min(0.1).max(0.9).optional(),
    enterprise: z.boolean().optional(),
    apiDomain: text.optional(),
  }),
  turnstile: strictObject({
    type: z.literal('turnstile'),
    ...pageTask,
    action: text.optional(),
    data: text.optional(),
    pageData: text.optional(),
  }),
  'cloudflare-challenge': strictObject({
    type: z.literal('cloudflare-challenge'),
    pageUrl,
    proxy: proxySchema,
    userAgent,
    pageHtml: text.max(longestPage, `must have at most ${longestPage} characters`).optional(),
  }),
  'geetest-v3': strictObject({
    type: z.literal('geetest-v3'),
    pageUrl,
    gt: text,
    challenge: text,
    apiServer: text.optional(),
    proxy,
    userAgent,
  }),
  'geetest-v4': strictObject({
    type: z.literal('geetest-v4'),
    pageUrl,
    captchaId: text,
    proxy,
    userAgent,
  }),
  image: strictObject({
    type: z.literal('image'),
    image: picture,
    isPhrase: z.boolean().optional(),
    isCaseSensitive: z.boolean().optional(),
    isCalculation: z.boolean().optional(),
    characters: z
      .enum(['any', 'digits', 'letters', 'digits-or-letters', 'digits-and-letters'])
      .optional(),
    minLength: z.int().min(1).max(20).optional(),
    maxLength: z.int().min(1).max(20).optional(),
    language: z.string().length(2).optional(),
    instructions: text.optional(),
  }),
  grid: strictObject({
    type: z.literal('grid'),
    image: picture,
    instructions: text,
    rows: z.int().min(1).max(20),
    columns: z.int().min(1).max(20),
  }),
  bls: strictObject({
    type: z.literal('bls'),
    images: z.array(picture).length(9),
    instructions: text,
  }),
  'friendly-captcha': strictObject({
    type: z.literal('friendly-captcha'),
    siteKey: text,
    pageUrl,
    proxy,
  }),
  lemin: strictObject({
    type: z.literal('lemin'),
    captchaId: text,
    pageUrl,
    divId: text.optional(),
    apiServer: text.optional(),
  }),
  captchafox: strictObject({
    type: z.literal('captchafox'),
    siteKey: text,
    pageUrl,
    proxy: proxySchema,
    userAgent,
  }),
  hcaptcha: strictObject({
    type: z.literal('hcaptcha'),
    ...pageTask,
    invisible: z.boolean().optional(),
    data: text.optional(),
  }),
  funcaptcha: strictObject({
    type: z.literal('funcaptcha'),
    publicKey: text,
    pageUrl,
    serviceUrl: text.optional(),
    data: z.record(text, z.string()).optional(),
    proxy,
    userAgent,
  }),
  'amazon-waf': strictObject({
    type: z.literal('amazon-waf'),
    siteKey: text,
    pageUrl,
    iv: text,
    context: text,
    challengeScript: text.optional(),
    captchaScript: text.optional(),
    proxy,
  }),
  raw: strictObject({
    type: z.literal('raw'),
    method: text,
    parameters: z.record(text, z.json()),
  }),
} as const;
