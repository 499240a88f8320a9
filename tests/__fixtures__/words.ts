/** The lines of a page: formatting may change how wide a table is, and nothing else. */
export const words = (text: string): readonly string[] =>
  text.split('\n').map((line) => line.replaceAll(/-{3,}/g, '---').replaceAll(/\s+/g, ' ').trim());
