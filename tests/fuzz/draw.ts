import type { Random } from '@understudy/core/provider';

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const digits = '0123456789';

/** Draws from a seeded stream. */
export class Draw {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  below(count: number): number {
    return Math.floor(this.#random.next() * count);
  }

  chance(probability: number): boolean {
    return this.#random.next() < probability;
  }

  of<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.below(choices.length)] ?? choices[0];
  }

  /** Letters and digits, a letter first and last. Long ones are unique within a run. */
  word(length = 16): string {
    return this.#letter() + this.#characters(letters + digits, length - 2) + this.#letter();
  }

  /** A number's text, without a zero in front. */
  number(length: number): string {
    return String(1 + this.below(9)) + this.#characters(digits, length - 1);
  }

  shuffled<T>(items: readonly T[]): readonly T[] {
    return items
      .map((item) => ({ item, place: this.#random.next() }))
      .toSorted((left, right) => left.place - right.place)
      .map(({ item }) => item);
  }

  #letter(): string {
    return this.#characters(letters, 1);
  }

  #characters(alphabet: string, length: number): string {
    let text = '';
    let rest = 0;
    for (let index = 0; index < length; index += 1) {
      // One number of the stream is enough for eight characters.
      if (index % 8 === 0) rest = this.below(alphabet.length ** 8);
      text += alphabet[rest % alphabet.length] ?? '';
      rest = Math.floor(rest / alphabet.length);
    }
    return text;
  }
}
