import type { ServiceProfile } from './service-profile.ts';

const minuteMs = 60_000;

/** 2captcha and its engine: numbers for ids in createTask, the price of an unsolvable task back. */
const engine: ServiceProfile = {
  dialects: ['2captcha', 'createTask'],
  style: { createTaskIds: 'integer' },
  retention: { fromAcceptedMs: 15 * minuteMs },
};

/** Only in.php, in the words of 2captcha. */
const imitation: ServiceProfile = { dialects: ['2captcha'] };

/** Every service that this project's adapters know, by the word that chooses it there. Sources as in the adapters' profiles. */
export const serviceProfiles = {
  captchaai: { dialects: ['captchaai'] },
  '2captcha': engine,
  rucaptcha: engine,
  solvecaptcha: imitation,
  azcaptcha: imitation,
  local: { ...imitation, price: 0 },
  'cap-guru': {
    ...imitation,
    // docs.cap.guru/en/api/code_error.html
    style: { words: { 'task-id-unknown': 'ERROR_NO_SUCH_CAPCHA_ID' } },
  },
  capmonster: {
    dialects: ['createTask', '2captcha'],
    // docs.capmonster.cloud: errorId is 0 or 1, and one code has no ERROR_ in front.
    style: {
      createTaskIds: 'integer',
      errorIds: 'zero-one',
      words: {
        'address-banned': 'ERROR_IP_BANNED',
        'rate-limited': 'ERROR_TOO_MUCH_REQUESTS',
        'polled-too-often': 'ERROR_TOO_MUCH_REQUESTS',
        'parameters-invalid': 'ERROR_INVALID_TASK',
        'page-url-missing': 'ERROR_INVALID_TASK',
        'task-id-malformed': 'WRONG_CAPTCHA_ID',
        'task-id-unknown': 'WRONG_CAPTCHA_ID',
      },
    },
    retention: { fromAcceptedMs: 5 * minuteMs },
  },
  'anti-captcha': {
    dialects: ['createTask', '2captcha'],
    // anti-captcha.com/apidoc/errors: forgotten 60 s after the answer, and paid although nobody could solve it.
    style: { createTaskIds: 'integer', isUnsolvableCharged: true, hasCaptchaCredits: true },
    retention: { afterSolvedMs: minuteMs },
  },
  capsolver: {
    dialects: ['createTask'],
    // docs.capsolver.com/guide: UUIDs, pictures at once, errors on 400 and 401.
    style: {
      idForm: 'uuid',
      errorIds: 'zero-one',
      instantResults: true,
      errorStatuses: 'capsolver',
      hasPackages: true,
      words: {
        'key-malformed': 'ERROR_KEY_DENIED_ACCESS',
        'key-unknown': 'ERROR_KEY_DENIED_ACCESS',
        'address-banned': 'ERROR_IP_BANNED',
        'parameters-invalid': 'ERROR_INVALID_TASK_DATA',
        'page-url-missing': 'ERROR_INVALID_TASK_DATA',
        'site-key-missing': 'ERROR_INVALID_TASK_DATA',
        'polled-too-often': 'ERROR_RATE_LIMIT',
        'task-id-malformed': 'ERROR_TASKID_INVALID',
        'task-id-unknown': 'ERROR_TASKID_INVALID',
      },
    },
    retention: { fromAcceptedMs: 5 * minuteMs },
  },
} as const satisfies Record<string, ServiceProfile>;

/** A service that a fake can imitate. */
export type ServiceProfileName = keyof typeof serviceProfiles;

const [firstName, ...otherNames] =
  // Object.keys forgets the names.
  Object.keys(serviceProfiles) as [ServiceProfileName, ...ServiceProfileName[]];

/** Every service that a fake can imitate. */
export const serviceProfileNames = [firstName, ...otherNames] as const;
