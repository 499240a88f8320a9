import type { Dialect } from '../dialect.ts';
import type { WireStyle } from '../wire-style.ts';
import { readParameters } from '../parameters.ts';
import { type CallbackWords, wordedAsIdAndCode } from '../callback-request.ts';
import { notFound } from '../replies.ts';
import { decodeAction } from './decode-action.ts';
import { decodeSubmit } from './decode-submit.ts';
import { encodeInPhp, wordOf } from './in-php-encoder.ts';
import type { InPhpProfile } from './in-php-profile.ts';

/** The dialect of in.php and res.php, as one service speaks it. */
export function inPhpDialect(profile: InPhpProfile): Dialect {
  const { synchronousPath } = profile;
  const callbackCode = (says: CallbackWords['says'], style: WireStyle): string =>
    says.kind === 'forged' ? says.code : wordOf(says, spokenBy(profile, style));
  return {
    family: 'in.php',
    defaults: profile.defaults,
    decode(request, style) {
      const path = request.url.split('?', 1)[0];
      const isSynchronous = path === synchronousPath;
      if (path !== '/in.php' && path !== '/res.php' && !isSynchronous) {
        return { call: undefined, isJson: false, has: () => false, encode: notFound };
      }
      const parameters = readParameters(request);
      const { fields } = parameters;
      const call =
        path === '/res.php'
          ? decodeAction(fields, profile)
          : decodeSubmit(parameters, { profile, isSynchronous });
      const format = {
        style,
        isJson: fields.get('json') === '1',
        isBatch: call.kind === 'poll' && !fields.has('id'),
        isPriced: fields.get('action') === 'get2',
      };
      return {
        call,
        isJson: format.isJson,
        has: (parameter) => fields.has(parameter),
        encode: (answer, as) => encodeInPhp(answer, { ...format, ...as }, spokenBy(profile, style)),
      };
    },
    callbackCode,
    wordCallback({ url, taskId: id, says }, style) {
      const code = callbackCode(says, style);
      return wordedAsIdAndCode(profile.callbackForm, url, { id, code });
    },
  };
}

/** The profile with the words of one service. */
const spokenBy = (profile: InPhpProfile, { words }: WireStyle): InPhpProfile =>
  words === undefined ? profile : { ...profile, codes: { ...profile.codes, ...words } };
