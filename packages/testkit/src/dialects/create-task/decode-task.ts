import type { FakeTaskType } from '../../core/fake-task-type.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { SubmittedTask } from '../../core/service-call.ts';
import { fieldsOf } from '../json-object.ts';
import { picturesOf, readPictureTask } from './decode-picture-task.ts';

/** Type names in lower case, without `Task` and what follows: spelling and casing differ from service to service. */
const typesByName: ReadonlyMap<string, FakeTaskType> = new Map([
  ['recaptchav2', 'recaptcha-v2'],
  ['nocaptcha', 'recaptcha-v2'],
  ['recaptchav2enterprise', 'recaptcha-v2'],
  ['recaptchav3', 'recaptcha-v3'],
  ['recaptchav3enterprise', 'recaptcha-v3'],
  ['turnstile', 'turnstile'],
  ['antiturnstile', 'turnstile'],
  ['antibotcookie', 'cloudflare-challenge'],
  ['anticloudflare', 'cloudflare-challenge'],
  ['geetest', 'geetest-v3'],
  ['imagetotext', 'image'],
  ['grid', 'grid'],
  ['compleximage', 'grid'],
  ['recaptchav2classification', 'grid'],
  ['friendlycaptcha', 'friendly-captcha'],
  ['lemin', 'lemin'],
  ['captchafox', 'captchafox'],
  ['hcaptcha', 'hcaptcha'],
  ['funcaptcha', 'funcaptcha'],
  ['amazon', 'amazon-waf'],
  ['antiawswaf', 'amazon-waf'],
]);

/** Reads the `task` of a createTask call. */
export function decodeTask(task: unknown): SubmittedTask | Refusal {
  const fields = fieldsOf(task);
  const text = (name: string): string | undefined => textOf(fields.get(name));
  const typeName = text('type');
  if (typeName === undefined) return fields.size === 0 ? 'task-missing' : 'task-type-unknown';
  const name = typeName.toLowerCase().replace(/task(proxyless|proxyon)?$/, '');
  const type = editionOf(typesByName.get(name));
  switch (type) {
    case undefined:
      return 'task-type-unknown';
    case 'image':
    case 'grid':
    case 'bls':
      return readPictureTask(type, name, fields);
    case 'recaptcha-v2':
    case 'recaptcha-v3':
      return text('websiteKey') === undefined ? 'site-key-missing' : onPage(text('websiteKey'));
    case 'turnstile':
    case 'hcaptcha':
    case 'friendly-captcha':
      return onPage(text('websiteKey'));
    case 'captchafox':
      return hasProxy() ? onPage(text('websiteKey')) : 'parameters-invalid';
    case 'amazon-waf':
      return text('awsKey') === undefined
        ? onPage(text('websiteKey'), 'iv', 'context')
        : onPage(text('awsKey'), 'awsIv', 'awsContext');
    case 'funcaptcha':
      return onPage(text('websitePublicKey'));
    case 'lemin':
      return onPage(text('captchaId'));
    case 'geetest-v3':
      return onPage(text('gt'), 'challenge');
    case 'geetest-v4':
      return onPage(v4Id() ?? text('captchaId') ?? text('gt'));
    case 'cloudflare-challenge':
      return hasProxy() ? onPage('') : 'parameters-invalid';
  }

  /** Editions of one name are told apart by a field. */
  function editionOf(named: FakeTaskType | undefined): FakeTaskType | undefined {
    if (named === 'turnstile' && text('cloudflareTaskType') === 'cf_clearance')
      return 'cloudflare-challenge';
    if (name === 'compleximage' && picturesOf(fields).length === 9) return 'bls';
    const isV4 = Number(fields.get('version')) === 4 || text('captchaId') !== undefined;
    return named === 'geetest-v3' && isV4 ? 'geetest-v4' : named;
  }

  function v4Id(): string | undefined {
    return textOf(fieldsOf(fields.get('initParameters')).get('captcha_id'));
  }

  function hasProxy(): boolean {
    return text('proxyAddress') !== undefined || text('proxy') !== undefined;
  }

  function onPage(
    siteKey: string | undefined,
    ...required: readonly string[]
  ): SubmittedTask | Refusal {
    const isMissing = required.some((one) => text(one) === undefined);
    if (type === undefined || siteKey === undefined || isMissing) return 'parameters-invalid';
    const pageUrl = text('websiteURL');
    if (pageUrl === undefined) return 'page-url-missing';
    const [challenge, userAgent] = [text('challenge'), text('userAgent')];
    return {
      type,
      pageUrl,
      isEnterprise: name.endsWith('enterprise') || fields.get('isEnterprise') === true,
      ...(siteKey === '' ? {} : { siteKey }),
      ...(type === 'amazon-waf' ? amazonForm(fields) : {}),
      ...(challenge === undefined ? {} : { challenge }),
      ...(userAgent === undefined ? {} : { userAgent }),
    };
  }
}

/** CapMonster gives a cookie on request, CapSolver always does, the others a voucher. */
function amazonForm(fields: ReadonlyMap<string, unknown>): Pick<SubmittedTask, 'form'> {
  if (fields.get('cookieSolution') === true) return { form: 'cookies' };
  return fields.has('awsKey') ? { form: 'cookie' } : {};
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
