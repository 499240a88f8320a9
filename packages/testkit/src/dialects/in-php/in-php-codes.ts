import type { Refusal } from '../../core/refusal.ts';

/** The words that the services of this family share. */
export const inPhpCodes: Readonly<Record<Refusal, string>> = {
  'key-malformed': 'ERROR_WRONG_USER_KEY',
  'key-unknown': 'ERROR_KEY_DOES_NOT_EXIST',
  'address-banned': 'IP_BANNED',
  'zero-balance': 'ERROR_ZERO_BALANCE',
  'no-slot': 'ERROR_NO_SLOT_AVAILABLE',
  'threads-busy': 'ERROR_NO_SLOT_AVAILABLE',
  'task-missing': 'ERROR_BAD_PARAMETERS',
  'task-type-unknown': 'ERROR_BAD_PARAMETERS',
  'site-key-missing': 'ERROR_GOOGLEKEY',
  'page-url-missing': 'ERROR_PAGEURL',
  'parameters-invalid': 'ERROR_BAD_PARAMETERS',
  'image-empty': 'ERROR_ZERO_CAPTCHA_FILESIZE',
  'image-too-big': 'ERROR_TOO_BIG_CAPTCHA_FILESIZE',
  'image-unreadable': 'ERROR_UPLOAD',
  'task-id-malformed': 'ERROR_WRONG_ID_FORMAT',
  'task-id-unknown': 'ERROR_WRONG_CAPTCHA_ID',
  'task-unsolvable': 'ERROR_CAPTCHA_UNSOLVABLE',
  'action-missing': 'ERROR_EMPTY_ACTION',
  'action-unknown': 'ERROR_WRONG_ACTION',
  // protocols of the family: MAX_USER_TURN for submits, ERROR: 1005 for polls.
  'rate-limited': 'MAX_USER_TURN',
  'polled-too-often': 'ERROR: 1005',
  'method-deprecated': 'ERROR_NO_SUCH_METHOD',
  'report-refused': 'ERROR_REPORT_NOT_RECORDED',
  'report-duplicate': 'ERROR_DUPLICATE_REPORT',
  'report-too-early': 'REPORT_NOT_RECORDED',
};
