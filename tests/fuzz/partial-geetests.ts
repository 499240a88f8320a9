/** Answers to GeeTest, version 3, that lack one value each: no page takes them. */
export const partialGeetestV3 = [
  '{"challenge":"a","validate":"b"}',
  '{"challenge":"a","seccode":"b"}',
  '{"validate":"a","seccode":"b"}',
  '{"challenge":"a","validate":"b","seccode":" "}',
] as const;

/** The same of version 4. */
export const partialGeetestV4 = [
  '{"captcha_id":"a","lot_number":"b","pass_token":"c","gen_time":1}',
  '{"captcha_id":"a","lot_number":"b","pass_token":"c","captcha_output":"d"}',
  '{"captcha_id":"a","lot_number":"b","gen_time":"1","captcha_output":"d"}',
  '{"captcha_id":"a","pass_token":"c","gen_time":"1","captcha_output":"d"}',
  '{"lot_number":"b","pass_token":"c","gen_time":"1","captcha_output":"d"}',
] as const;
