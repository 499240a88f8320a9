import { readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

/** A file of the repository, by its path from the root. */
export const readFromRoot = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** A block of TypeScript on a page, and the file, with or without a region, that it says it is taken from. */
export interface DocSample {
  readonly code: string;
  /** Such as `examples/quick-start.ts#readme`; undefined where the page does not say. */
  readonly source: string | undefined;
}

/** Every block of TypeScript on a page. The line before a block names its source. */
export const samplesOf = (page: string): readonly DocSample[] =>
  Array.from(
    page.matchAll(/(?:<!-- sample: (\S+) -->\n+)?```ts\n(.*?)\n```/gs),
    ([, source, code = '']) => ({ source, code }),
  );

/** What a source says today. */
export function codeOf(source: string): string {
  const [path = '', region] = source.split('#');
  const text = readFromRoot(path);
  if (region === undefined) return text.trimEnd();
  const found = new RegExp(`// #region ${region}\\n(.*?)\\n *// #endregion ${region}\\n`, 's').exec(
    text,
  );
  if (found?.[1] === undefined) throw new Error(`${path} has no region ${region}`);
  return found[1];
}

/** The paths that a page links to inside the repository, from the page's own folder. */
export const linksOf = (page: string): readonly string[] =>
  Array.from(page.matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)\s]*\)/g), ([, path = '']) => path);
