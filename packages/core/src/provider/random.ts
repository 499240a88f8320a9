/** The only source of chance: seeded in tests, from `node:crypto` in production. */
export interface Random {
  /** Uniform in [0, 1), with 53 bits. */
  next(): number;
}
