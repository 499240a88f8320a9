import {
  as,
  inPhpMethods,
  type InPhpMethods,
  numberedPictures,
  picture,
  proxyText,
  unneeded,
  writtenElsewhere,
} from '@understudy/provider-compatible';

/**
 * CaptchaAI's methods and parameters (docs.captchaai.com, the per-type OpenAPI pages; protocols.md, sections 1.2 and
 * 1.3). Where they are not 2captcha's, they are written out. The user agent is `userAgent` throughout. `data` and
 * `pagedata` of Turnstile are 2captcha's names, which CaptchaAI does not document and nobody saw it refuse. There is
 * no method for hCaptcha any more.
 */
export const captchaaiMethods = {
  'recaptcha-v2': inPhpMethods['recaptcha-v2'],
  'recaptcha-v3': inPhpMethods['recaptcha-v3'],
  turnstile: {
    ...inPhpMethods.turnstile,
    fields: { ...inPhpMethods.turnstile.fields, userAgent: as('userAgent') },
  },
  'cloudflare-challenge': {
    fixed: { method: 'cloudflare_challenge' },
    fields: {
      pageUrl: as('pageurl'),
      proxy: proxyText,
      userAgent: as('userAgent'),
      pageHtml: unneeded,
    },
  },
  'geetest-v3': {
    ...inPhpMethods['geetest-v3'],
    fields: { ...inPhpMethods['geetest-v3'].fields, proxy: 'refused' },
  },
  // The vendor's examples and blog only: its contract lists name no version 4.
  'geetest-v4': {
    fixed: { method: 'geetest', version: 4 },
    fields: {
      captchaId: as('gt'),
      pageUrl: as('pageurl'),
      proxy: 'refused',
      userAgent: 'refused',
    },
  },
  image: inPhpMethods.image,
  // The size is written as `ROWSxCOLUMNS`, such as `3x3`: the documentation names the parameter and no format.
  grid: {
    fixed: { method: 'base64', img_type: 'recaptcha' },
    fields: {
      image: picture('body'),
      instructions: as('instructions'),
      rows: (rows, { columns }) => ({ grid_size: `${rows}x${columns}` }),
      columns: writtenElsewhere,
    },
  },
  bls: {
    fixed: { method: 'bls' },
    fields: { instructions: as('instructions'), images: numberedPictures('image_base64_') },
  },
  'friendly-captcha': inPhpMethods['friendly-captcha'],
  lemin: {
    fixed: { method: 'lemin' },
    fields: {
      captchaId: as('captcha_id'),
      pageUrl: as('pageurl'),
      divId: as('div_id'),
      apiServer: 'refused',
    },
  },
  captchafox: {
    fixed: { method: 'captchafox' },
    fields: inPhpMethods.captchafox.fields,
  },
  raw: inPhpMethods.raw,
} as const satisfies InPhpMethods;
