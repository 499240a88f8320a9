import type { FakeTaskType } from '../../core/fake-task-type.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { SubmittedTask } from '../../core/service-call.ts';
import { readImage } from '../image-bytes.ts';
import { fieldsOf } from '../json-object.ts';

const maxImageBytes = 500_000;

/** Type names in lower case, without `Task` and what follows: spelling and casing differ from service to service. */
const typesByName: ReadonlyMap<string, FakeTaskType> = new Map([
  ['recaptchav2', 'recaptcha-v2'],
  ['nocaptcha', 'recaptcha-v2'],
  ['recaptchav2enterprise', 'recaptcha-v2'],
  ['recaptchav3', 'recaptcha-v3'],
  ['recaptchav3enterprise', 'recaptcha-v3'],
  ['turnstile', 'turnstile'],
  ['antiturnstile', 'turnstile'],
  ['imagetotext', 'image'],
]);

/** Reads the `task` of a createTask call. */
export function decodeTask(task: unknown): SubmittedTask | Refusal {
  const fields = fieldsOf(task);
  const text = (name: string): string | undefined => {
    const value = fields.get(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const typeName = text('type');
  if (typeName === undefined) return fields.size === 0 ? 'task-missing' : 'task-type-unknown';
  const name = typeName.toLowerCase().replace(/task(proxyless|proxyon)?$/, '');
  const type = typesByName.get(name);
  if (type === undefined) return 'task-type-unknown';
  if (type === 'image') {
    const read = readImage(text('body') ?? '', maxImageBytes);
    return 'refusal' in read ? read.refusal : { type, imageHash: read.hash, isEnterprise: false };
  }
  const siteKey = text('websiteKey');
  const pageUrl = text('websiteURL');
  if (siteKey === undefined)
    return type === 'turnstile' ? 'parameters-invalid' : 'site-key-missing';
  if (pageUrl === undefined) return 'page-url-missing';
  const isEnterprise = name.endsWith('enterprise') || fields.get('isEnterprise') === true;
  return { type, siteKey, pageUrl, isEnterprise };
}
