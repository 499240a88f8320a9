/** Damerau-Levenshtein distance, restricted to adjacent transpositions. */
function distanceBetween(left: string, right: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const isSame = left[row - 1] === right[column - 1];
      const isSwap = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const edits = [
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (isSame ? 0 : 1),
      ];
      if (isSwap && row > 1 && column > 1) edits.push(at(beforePrevious, column - 2) + 1);
      current.push(Math.min(...edits));
    }
    beforePrevious = previous;
    previous = current;
  }
  return at(previous, right.length);
}

const at = (distances: readonly number[], index: number): number => distances[index] ?? Infinity;

/** The valid word that somebody probably meant, or undefined when none is close. */
export function nearestWord(word: string, validWords: Iterable<string>): string | undefined {
  const typed = word.toLowerCase();
  let nearest: { readonly word: string; readonly distance: number } | undefined;
  for (const candidate of validWords) {
    const distance = distanceBetween(typed, candidate.toLowerCase());
    if (nearest === undefined || distance < nearest.distance)
      nearest = { word: candidate, distance };
  }
  if (nearest === undefined) return undefined;
  const { length } = nearest.word;
  // A word of which no letter is left is no near one, however short.
  const farthest = Math.min(length - 1, Math.max(2, Math.floor(length / 3)));
  return nearest.distance <= farthest ? nearest.word : undefined;
}
