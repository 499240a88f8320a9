import type { Dialect } from '../dialect.ts';
import { readParameters } from '../parameters.ts';
import { notFound } from '../replies.ts';
import { decodeAction } from './decode-action.ts';
import { decodeSubmit } from './decode-submit.ts';
import { encodeInPhp } from './in-php-encoder.ts';
import type { InPhpProfile } from './in-php-profile.ts';

/** The dialect of in.php and res.php, as one service speaks it. */
export function inPhpDialect(profile: InPhpProfile): Dialect {
  const { maxImageBytes, synchronousPath } = profile;
  return {
    defaults: profile.defaults,
    decode(request) {
      const path = request.url.split('?', 1)[0];
      const isSynchronous = path === synchronousPath;
      if (path !== '/in.php' && path !== '/res.php' && !isSynchronous) {
        return { call: undefined, encode: notFound };
      }
      const parameters = readParameters(request);
      const { fields } = parameters;
      const call =
        path === '/res.php'
          ? decodeAction(fields, profile)
          : decodeSubmit(parameters, { maxImageBytes, isSynchronous });
      const format = {
        isJson: fields.get('json') === '1',
        isBatch: call.kind === 'poll' && !fields.has('id'),
        isPriced: fields.get('action') === 'get2',
      };
      return { call, encode: (answer) => encodeInPhp(answer, format, profile) };
    },
  };
}
