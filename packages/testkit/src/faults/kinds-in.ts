/** The kinds of all faults in rules that nobody has looked at yet, those of sequences too. */
export const kindsIn = (rules: readonly unknown[]): readonly string[] =>
  rules.flatMap((rule) =>
    [Object(rule).inject].flat().map((fault): string => `${Object(fault).kind}`),
  );
