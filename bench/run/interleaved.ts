/** One of several things that are compared: a round of it says what one unit of its work costs. */
export interface Variant<Name extends string> {
  readonly name: Name;
  round(): Promise<number>;
}

export interface Rounds {
  /** Not counted: the compiler is at work. */
  readonly warmUps: number;
  readonly rounds: number;
  /** After so long no further round begins, unless fewer than three have been counted. */
  readonly limitMs: number;
}

const fewestRounds = 3;

/**
 * Runs the variants in turn, A B C A B C, so that whatever else the machine does meets all of them. Every second turn
 * goes backwards, so that nobody always comes after the same neighbour.
 */
export async function interleaved<Name extends string>(
  variants: readonly Variant<Name>[],
  { warmUps, rounds, limitMs }: Rounds,
): Promise<Readonly<Record<Name, readonly number[]>>> {
  // Object.fromEntries forgets the names.
  const costs = Object.fromEntries(variants.map(({ name }) => [name, []])) as unknown as Record<
    Name,
    number[]
  >;
  const endsAt = performance.now() + limitMs;
  for (let turn = 0; turn < warmUps + rounds; turn += 1) {
    if (turn >= warmUps + fewestRounds && performance.now() > endsAt) break;
    for (const variant of turn % 2 === 0 ? variants : variants.toReversed()) {
      const cost = await variant.round();
      if (turn >= warmUps) costs[variant.name].push(cost);
    }
  }
  return costs;
}
