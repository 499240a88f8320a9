import type { AdminReply } from './admin-reply.ts';
import type { AdminTarget } from './admin-target.ts';

/** A request to the admin API, taken apart. */
export interface AdminRequest {
  readonly target: AdminTarget;
  /** What stands in place of the words with a colon, by their names. */
  readonly words: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined when there was no body. */
  readonly body: unknown;
}

/** One thing that can be asked of the admin API. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/__fake/`; a word with a colon stands for any. */
  readonly path: string;
  /** How long a body may be, where that is more than the usual. */
  readonly maxBodyBytes?: number;
  handle(request: AdminRequest): AdminReply | Promise<AdminReply>;
}

/** The words of a path that a pattern leaves open; undefined when it does not fit. */
export function wordsOf(
  pattern: string,
  path: string,
): Readonly<Record<string, string>> | undefined {
  const wanted = pattern.split('/');
  const got = path.split('/');
  if (wanted.length !== got.length) return undefined;
  const words: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const word = got[index] ?? '';
    if (part.startsWith(':')) words[part.slice(1)] = word;
    else if (part !== word) return undefined;
  }
  return words;
}
