import { posix } from 'node:path';

import { codeOf, type SourceFile } from './source-file.ts';

export interface Import {
  readonly from: SourceFile;
  /** As it is written. */
  readonly specifier: string;
  /** The path of the imported file, where the specifier is relative. */
  readonly target: string | undefined;
  readonly kind: 'value' | 'type' | 'dynamic';
}

const statement = /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;
const dynamicCall = /\bimport\(\s*'([^']+)'\s*\)/g;

/** What a file imports or passes on, in the style of this repository: single quotes, from the first column. */
export function importsOf(from: SourceFile): readonly Import[] {
  const code = codeOf(from);
  const found = (specifier: string, kind: Import['kind']): Import => ({
    from,
    specifier,
    target: specifier.startsWith('.') ? posix.join(posix.dirname(from.path), specifier) : undefined,
    kind,
  });
  return [
    ...[...code.matchAll(statement)].map(([, type, specifier = '']) =>
      found(specifier, type === undefined ? 'value' : 'type'),
    ),
    ...[...code.matchAll(dynamicCall)].map(([, specifier = '']) => found(specifier, 'dynamic')),
  ];
}

/** The name of an imported package without the entry, or undefined for a relative import. */
export const packageOf = ({ specifier }: Import): string | undefined =>
  specifier.startsWith('.') ? undefined : /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0];
