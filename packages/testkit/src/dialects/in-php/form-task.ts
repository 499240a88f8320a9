import { sha256 } from '../../core/fingerprint.ts';
import type { FakeTaskType } from '../../core/fake-task-type.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { SubmittedTask } from '../../core/service-call.ts';
import { readImage } from '../image-bytes.ts';
import type { Parameters } from '../parameters.ts';

/** Pictures to be clicked freely or turned are other kinds of task, which the fake cannot solve. */
const otherImageKinds = ['coordinatescaptcha', 'canvas', 'rotate', 'bounding_box'];
const pictures = 9;

/** The task type that a submit asks for, by its method and what goes with it. */
export function formTaskType({ fields, files }: Parameters): FakeTaskType | undefined {
  const method = fields.get('method') ?? (files.has('file') ? 'post' : undefined);
  switch (method) {
    case 'userrecaptcha':
      return fields.get('version') === 'v3' ? 'recaptcha-v3' : 'recaptcha-v2';
    case 'geetest':
      return fields.get('version') === '4' ? 'geetest-v4' : 'geetest-v3';
    case 'base64':
    case 'post':
      if (otherImageKinds.some((field) => fields.has(field))) return undefined;
      return fields.get('recaptcha') === '1' || fields.has('grid_size') ? 'grid' : 'image';
    default:
      return typesByMethod.get(method ?? '');
  }
}

const typesByMethod: ReadonlyMap<string, FakeTaskType> = new Map([
  ['turnstile', 'turnstile'],
  ['cloudflare_challenge', 'cloudflare-challenge'],
  ['geetest_v4', 'geetest-v4'],
  ['bls', 'bls'],
  ['friendly_captcha', 'friendly-captcha'],
  ['lemin', 'lemin'],
  ['captchafox', 'captchafox'],
  ['hcaptcha', 'hcaptcha'],
  ['funcaptcha', 'funcaptcha'],
  ['amazon_waf', 'amazon-waf'],
]);

/** Reads the parameters of a type; says what is wrong with them where something is. */
export function readFormTask(
  type: FakeTaskType,
  { fields, files }: Parameters,
  maxImageBytes: number,
): SubmittedTask | Refusal {
  switch (type) {
    case 'recaptcha-v2':
    case 'recaptcha-v3': {
      const siteKey = fields.get('googlekey') || fields.get('sitekey');
      return siteKey ? onPage(siteKey) : 'site-key-missing';
    }
    case 'turnstile':
    case 'hcaptcha':
    case 'friendly-captcha':
      return onPage(fields.get('sitekey'));
    case 'captchafox':
      return onPage(fields.get('sitekey'), 'proxy', 'proxytype');
    case 'amazon-waf':
      return onPage(fields.get('sitekey'), 'iv', 'context');
    case 'funcaptcha':
      return onPage(fields.get('publickey'));
    case 'lemin':
      return onPage(fields.get('captcha_id'));
    case 'geetest-v3':
      return onPage(fields.get('gt'), 'challenge');
    case 'geetest-v4':
      return onPage(fields.get('captcha_id') || fields.get('gt'));
    case 'cloudflare-challenge':
      return onPage('cloudflare', 'proxy', 'proxytype');
    case 'image':
      return ofPictures([image()], {});
    case 'grid': {
      const says = fields.get('instructions') || fields.get('textinstructions');
      if (!says && !fields.has('imginstructions')) return 'parameters-invalid';
      return ofPictures([image()], { cellCount: cellCountOf(fields) });
    }
    case 'bls': {
      if (!fields.get('instructions')) return 'parameters-invalid';
      const numbers = Array.from({ length: pictures }, (_, index) => `image_base64_${index + 1}`);
      if (numbers.some((name) => !fields.has(name) && !files.has(name)))
        return 'parameters-invalid';
      const sent = numbers.map((name) => files.get(name) ?? fields.get(name) ?? '');
      return ofPictures(sent, { cellCount: pictures });
    }
  }

  function image(): Uint8Array | string {
    if (fields.get('method') === 'base64') return fields.get('body') ?? '';
    return files.get('file') ?? fields.get('file') ?? fields.get('body') ?? '';
  }

  function onPage(siteKey: string | undefined, ...required: readonly string[]) {
    if (!siteKey || required.some((name) => !fields.get(name))) return 'parameters-invalid';
    const pageUrl = fields.get('pageurl');
    if (!pageUrl) return 'page-url-missing';
    const challenge = fields.get('challenge');
    const userAgent = fields.get('userAgent') || fields.get('useragent');
    return {
      type,
      ...(type === 'cloudflare-challenge' ? {} : { siteKey }),
      pageUrl,
      isEnterprise: fields.get('enterprise') === '1',
      ...(challenge ? { challenge } : {}),
      ...(userAgent ? { userAgent } : {}),
    } as const;
  }

  function ofPictures(
    sent: readonly (Uint8Array | string)[],
    rest: Pick<SubmittedTask, 'cellCount'>,
  ): SubmittedTask | Refusal {
    const hashes: string[] = [];
    for (const one of sent) {
      const read = readImage(one, maxImageBytes);
      if ('refusal' in read) return read.refusal;
      hashes.push(read.hash);
    }
    const [only = ''] = hashes;
    const imageHash = hashes.length === 1 ? only : sha256(hashes.join());
    return { type, imageHash, isEnterprise: false, ...rest };
  }
}

/** `grid_size` is `3x3` or the length of a side; 2captcha gives rows and columns; nine where nothing is said. */
function cellCountOf(fields: ReadonlyMap<string, string>): number {
  const [, rows, columns = rows] = /^(\d{1,2})(?:x(\d{1,2}))?$/i.exec(
    fields.get('grid_size') ?? '',
  ) ?? ['', fields.get('recaptcharows') ?? '3', fields.get('recaptchacols') ?? '3'];
  return Number(rows) * Number(columns) || 9;
}
