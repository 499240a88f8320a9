import type { ServiceCall } from '../core/service-call.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { textReply } from '../dialects/replies.ts';

/** A dialect that reads no request: it is told what the next one asks for, and its replies go nowhere. */
export function recordedDialect(base: Dialect, next: () => ServiceCall | undefined): Dialect {
  return { ...base, decode: () => ({ call: next(), encode: () => textReply('') }) };
}
