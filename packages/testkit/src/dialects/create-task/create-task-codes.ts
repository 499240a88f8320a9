import type { Refusal } from '../../core/refusal.ts';

/** How createTask says no. */
export interface CreateTaskError {
  readonly errorId: number;
  readonly errorCode: string;
  readonly errorDescription: string;
}

const error = (errorId: number, errorCode: string, errorDescription: string): CreateTaskError => ({
  errorId,
  errorCode,
  errorDescription,
});

const keyUnknown = error(1, 'ERROR_KEY_DOES_NOT_EXIST', 'The account key is not known');
const noSlot = error(2, 'ERROR_NO_SLOT_AVAILABLE', 'No worker is free at the moment');
const idUnknown = error(16, 'ERROR_NO_SUCH_CAPCHA_ID', 'The task is unknown or too old');
const invalid = error(1, 'ERROR_BAD_PARAMETERS', 'A parameter is missing or wrong');
const imageType = error(15, 'ERROR_IMAGE_TYPE_NOT_SUPPORTED', 'The picture cannot be read');

/** Numbers and words as anti-captcha assigned them and 2captcha kept them. */
export const createTaskErrors: Readonly<Record<Refusal, CreateTaskError>> = {
  'key-malformed': keyUnknown,
  'key-unknown': keyUnknown,
  'address-banned': error(21, 'ERROR_IP_BLOCKED', 'This address is banned'),
  'zero-balance': error(10, 'ERROR_ZERO_BALANCE', 'The account has no funds'),
  'no-slot': noSlot,
  'threads-busy': noSlot,
  'task-missing': error(22, 'ERROR_TASK_ABSENT', 'The task property is missing'),
  'task-type-unknown': error(23, 'ERROR_TASK_NOT_SUPPORTED', 'This type of task is not supported'),
  'site-key-missing': error(31, 'ERROR_RECAPTCHA_INVALID_SITEKEY', 'The site key is missing'),
  'page-url-missing': invalid,
  'parameters-invalid': invalid,
  'image-empty': error(3, 'ERROR_ZERO_CAPTCHA_FILESIZE', 'The picture is empty'),
  'image-too-big': error(4, 'ERROR_TOO_BIG_CAPTCHA_FILESIZE', 'The picture is too big'),
  'image-unreadable': imageType,
  'task-id-malformed': idUnknown,
  'task-id-unknown': idUnknown,
  'task-unsolvable': error(12, 'ERROR_CAPTCHA_UNSOLVABLE', 'Nobody could solve the task'),
  'action-missing': error(14, 'ERROR_NO_SUCH_METHOD', 'There is no such method'),
  'action-unknown': error(14, 'ERROR_NO_SUCH_METHOD', 'There is no such method'),
  'rate-limited': error(1, 'ERROR_RATE_LIMIT', 'Too many requests'),
  'polled-too-often': error(1, 'ERROR_TOO_MUCH_REQUESTS', 'The task was asked about too often'),
  'method-deprecated': error(14, 'ERROR_NO_SUCH_METHOD', 'This method has been withdrawn'),
  'report-refused': error(1, 'ERROR_REPORT_NOT_RECORDED', 'The report was not recorded'),
  'report-duplicate': error(1, 'ERROR_DUPLICATE_REPORT', 'The task was reported before'),
  'report-too-early': idUnknown,
};
