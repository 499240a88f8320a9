/** The longest reply that is read where a request says nothing else, in bytes. */
export const defaultMaxBodyBytes = 1_048_576;

/** Collects the bytes of a reply up to a bound. */
export class BoundedBody {
  readonly #maxBytes: number;
  #chunks: Uint8Array[] = [];
  #length = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** False when the body has become too long; everything that came is then dropped. */
  add(chunk: Uint8Array): boolean {
    this.#length += chunk.byteLength;
    const fits = this.#length <= this.#maxBytes;
    if (fits) this.#chunks.push(chunk);
    else this.#chunks = [];
    return fits;
  }

  /** A body that came in one piece is that piece, and no copy of it. */
  bytes(): Uint8Array {
    const [first] = this.#chunks;
    if (first !== undefined && this.#chunks.length === 1) return first;
    const joined = new Uint8Array(
      this.#chunks.reduce((sum, { byteLength }) => sum + byteLength, 0),
    );
    let offset = 0;
    for (const chunk of this.#chunks) {
      joined.set(chunk, offset);
      offset += chunk.byteLength;
    }
    return joined;
  }
}
