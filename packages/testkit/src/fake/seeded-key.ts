import { seededRandom } from '@understudy/core/testing';

const words = 4;

/** The API key of a fake that was given none: 32 hexadecimal digits, the same for the same seed. */
export function seededKey(seed: string): string {
  const random = seededRandom(`key of ${seed}`);
  const word = (): string => Math.floor(random.next() * 2 ** 32).toString(16);
  return Array.from({ length: words }, () => word().padStart(8, '0')).join('');
}
