import type { Random } from '../provider/random.ts';

/** FNV-1a, spread by a final mix: neighbouring seeds give unrelated streams. */
function hashOf(text: string, salt: number): number {
  let hash = (2_166_136_261 ^ salt) >>> 0;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 16_777_619);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 2_246_822_507);
  hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_909);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The same numbers for the same seed, on every machine (sfc32). */
export function seededRandom(seed: string | number): Random {
  const text = String(seed);
  let [a, b, c, counter] = [hashOf(text, 1), hashOf(text, 2), hashOf(text, 3), 1];
  const next32 = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round += 1) next32();
  return { next: () => ((next32() >>> 5) * 2 ** 26 + (next32() >>> 6)) / 2 ** 53 };
}
