import type { Refusal } from '../../core/refusal.ts';
import type { ServiceCall, SubmittedTask } from '../../core/service-call.ts';
import { readImage } from '../image-bytes.ts';
import type { Parameters } from '../parameters.ts';

/** Pictures to be clicked rather than read are other kinds of task. */
const otherImageKinds = ['recaptcha', 'coordinatescaptcha', 'grid_size', 'rotate'];

/** Reads what is asked of in.php. */
export function decodeSubmit(
  { fields, files }: Parameters,
  {
    maxImageBytes,
    isSynchronous,
  }: { readonly maxImageBytes: number; readonly isSynchronous: boolean },
): ServiceCall {
  const apiKey = fields.get('key') ?? '';
  const method = fields.get('method') ?? (files.has('file') ? 'post' : undefined);
  const task = readTask();
  return typeof task === 'string'
    ? { kind: 'unacceptable', endpoint: 'submit', apiKey, refusal: task }
    : { kind: 'submit', apiKey, task, isSynchronous };

  function readTask(): SubmittedTask | Refusal {
    switch (method) {
      case 'userrecaptcha': {
        const type = fields.get('version') === 'v3' ? 'recaptcha-v3' : 'recaptcha-v2';
        const siteKey = fields.get('googlekey') ?? fields.get('sitekey');
        return siteKey ? readPageTask(type, siteKey) : 'site-key-missing';
      }
      case 'turnstile': {
        const siteKey = fields.get('sitekey');
        return siteKey ? readPageTask('turnstile', siteKey) : 'parameters-invalid';
      }
      case 'base64':
        return readImageTask(fields.get('body') ?? '');
      case 'post':
        return readImageTask(files.get('file') ?? fields.get('file') ?? fields.get('body') ?? '');
      default:
        return 'task-type-unknown';
    }
  }

  function readPageTask(type: SubmittedTask['type'], siteKey: string): SubmittedTask | Refusal {
    const pageUrl = fields.get('pageurl');
    if (!pageUrl) return 'page-url-missing';
    return { type, siteKey, pageUrl, isEnterprise: fields.get('enterprise') === '1' };
  }

  function readImageTask(image: Uint8Array | string): SubmittedTask | Refusal {
    if (otherImageKinds.some((field) => fields.has(field))) return 'task-type-unknown';
    const read = readImage(image, maxImageBytes);
    return 'refusal' in read
      ? read.refusal
      : { type: 'image', imageHash: read.hash, isEnterprise: false };
  }
}
