import { describe, expect, it } from 'vitest';

import { machineTraces } from './machine-traces.ts';

const tracesIn = (path: string, text: string): readonly string[] =>
  machineTraces({ path, text }, ['/srv/build']);

describe('machineTraces', () => {
  // Put together, because this file is searched too.
  const home = ['', 'home', 'ada', 'x'].join('/');

  it.each([
    ['a home folder', 'notes.md', `see ${home}`],
    ['a folder of this machine', 'a.ts', `const x = '/srv/build/main';`],
    ['a registry in a lockfile', 'pnpm-lock.yaml', 'resolution: {tarball: file}'],
    ['a host in a lockfile', 'pnpm-lock.yaml', 'https://packages.test/x.tgz'],
    ['a registry in .npmrc', 'packages/core/.npmrc', 'registry=x'],
  ])('finds %s', (_what, path, text) => {
    expect(tracesIn(path, text)).not.toEqual([]);
  });

  it.each([
    ['a link', 'README.md', 'https://example.com/home/page'],
    ['a folder of another name', 'a.ts', `const x = '/srv/builder';`],
    ['a lockfile without hosts', 'pnpm-lock.yaml', 'resolution: {integrity: sha512-x}'],
  ])('leaves %s alone', (_what, path, text) => {
    expect(tracesIn(path, text)).toEqual([]);
  });
});
