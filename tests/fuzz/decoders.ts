import type { ProviderV1, Transport } from '@understudy/core/provider';
import { captchaai } from '@understudy/provider-captchaai';
import { compatible } from '@understudy/provider-compatible';

/** Where a key might slip out: it stands in replies that echo what they were sent. */
export const apiKey = 'c0ffee00c0ffee00c0ffee00c0ffee00';

/** One thing that reads replies: a provider's dialect, with sound replies to begin from. */
export interface Decoder {
  readonly name: string;
  connect(transport: Transport): ProviderV1;
  readonly replies: readonly [string, ...string[]];
}

const inPhpReplies = [
  'OK|70000000012',
  'OK|0.zrSnRHO7h0HwSjSCU8oyzbjEtD8p.d62306d4ab4',
  'CAPCHA_NOT_READY',
  'CAPTCHA_NOT_READY',
  'ERROR_CAPTCHA_UNSOLVABLE',
  'ERROR_ZERO_BALANCE',
  'ERROR: 1001',
  '1.2345',
  'OK_REPORT_RECORDED',
  '{"status":1,"request":"70000000012"}',
  '{"status":1,"request":9007199254740993}',
  '{"status":1,"request":"0.zrSnRHO7h0Hw|SjSCU8oyzbjEtD8p","user_agent":"Mozilla/5.0","price":"0.00299"}',
  '{"status":1,"result":"0.zrSnRHO7h0Hw","user_agent":"Mozilla/5.0"}',
  '{"status":0,"request":"CAPCHA_NOT_READY"}',
  '{"status":0,"request":"ERROR_WRONG_USER_KEY","error_text":"bad key"}',
  `{"status":0,"request":"ERROR_KEY_DOES_NOT_EXIST","error_text":"no account has the key ${apiKey}"}`,
  `ERROR_${apiKey.toUpperCase()}`,
  `{"status":0,"request":"${apiKey}"}`,
  '{"status":1,"request":"600"}',
  '{"threads":10,"working_threads":3}',
  '{"challenge":"12ae","validate":"3f5d","seccode":"3f5d|jordan"}',
  '{"status":1,"request":{"geetest_challenge":"12ae","geetest_validate":"3f5d","geetest_seccode":"3f5d|jordan"}}',
  'OK|{"captcha_id":"54088","lot_number":"7e7b","pass_token":"9a0b","gen_time":"1692","captcha_output":"Zm9v"}',
  '{"status":1,"result":"cfclearancevalue","user_agent":"Mozilla/5.0"}',
  'OK|cf_clearance=cfclearancevalue;user_agent=Mozilla/5.0',
  '0.zrSnRHO7h0Hw|CAPCHA_NOT_READY',
  '{"status":1,"request":"0.zrSnRHO7h0Hw|CAPCHA_NOT_READY"}',
  'id=70000000012&code=0.zrSnRHO7h0Hw',
  '{"status":1,"request":{"captcha_voucher":"eyJ0","existing_token":"f2ae"}}',
] as const;

const createTaskReplies = [
  '{"errorId":0,"taskId":407533077}',
  '{"errorId":0,"taskId":"61138bb6-19fb-11ec-a9c8-0242ac110006"}',
  '{"errorId":0,"taskId":90071992547409931}',
  '{"errorId":0,"status":"processing"}',
  '{"errorId":0,"status":"idle"}',
  '{"errorId":0,"status":"ready","solution":{"token":"0.zrSnRHO7h0Hw"},"cost":"0.00145"}',
  '{"errorId":0,"status":"ready","solution":{"gRecaptchaResponse":"03AGdBq2","userAgent":"Mozilla/5.0"}}',
  '{"errorId":0,"taskId":"x","status":"ready","solution":{"text":"7hgf2"}}',
  '{"errorId":12,"errorCode":"ERROR_CAPTCHA_UNSOLVABLE","errorDescription":"workers gave up","taskId":0}',
  '{"errorId":1,"errorCode":"ERROR_KEY_DOES_NOT_EXIST"}',
  `{"errorId":1,"errorCode":"ERROR_X","errorDescription":"the key ${apiKey} is not known"}`,
  `{"errorId":1,"errorCode":"${apiKey}"}`,
  '{"errorId":1,"errorCode":"CAPTCHA_NOT_READY"}',
  '{"errorId":0,"balance":12.3456}',
  '{"errorId":0,"status":"success"}',
  '{"errorId":0,"status":"ready","solution":{"challenge":"12ae","validate":"3f5d","seccode":"3f5d|jordan"}}',
  '{"errorId":0,"status":"ready","solution":{"cf_clearance":"cfclearancevalue","userAgent":"Mozilla/5.0"}}',
  '{"errorId":0,"status":"ready","solution":{"cookies":{"cf_clearance":"cfclearancevalue","aws-waf-token":"b35:AAoA"}}}',
] as const;

export const decoders: readonly Decoder[] = [
  {
    name: 'CaptchaAI',
    connect: (transport) => captchaai({ id: 'lead', apiKey, transport }),
    replies: inPhpReplies,
  },
  {
    name: 'in.php',
    connect: (transport) => compatible({ profile: '2captcha', id: 'lead', apiKey, transport }),
    replies: inPhpReplies,
  },
  {
    name: 'createTask',
    connect: (transport) =>
      compatible({ profile: '2captcha', dialect: 'createTask', id: 'lead', apiKey, transport }),
    replies: createTaskReplies,
  },
  ...(['anti-captcha', 'capmonster', 'capsolver'] as const).map((profile) => ({
    name: profile,
    connect: (transport: Transport) =>
      compatible({ profile, dialect: 'createTask', id: 'lead', apiKey, transport }),
    replies: createTaskReplies,
  })),
];
