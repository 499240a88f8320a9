import { sha256 } from './fingerprint.ts';

/** How a service writes its ids. */
export type IdForm = 'digits' | 'uuid';

/** An id that follows from a draw. Eleven digits after a 7 look like the real thing, and as a number stay below 2^53. */
export function idOf(share: number, form: IdForm): string {
  if (form === 'digits') return `7${String(Math.floor(share * 1e11)).padStart(11, '0')}`;
  const hex = sha256(`id ${share}`);
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
  ];
  return [...parts, hex.slice(20, 32)].join('-');
}

/** Whether a text could be an id of that form. */
export const isIdOf = (text: string, form: IdForm): boolean =>
  form === 'digits' ? /^\d+$/.test(text) : /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
