import { describe, expect, it } from 'vitest';

import { groupNames } from './group-names.ts';
import { readArguments } from './read-arguments.ts';

describe('readArguments', () => {
  it('runs every group when none is named', () => {
    expect(readArguments([])).toEqual({ kind: 'run', groups: groupNames, isJson: false });
  });

  it('runs the named groups in the order in which they stand, each once', () => {
    expect(readArguments(['import', 'overhead', 'import'])).toEqual({
      kind: 'run',
      groups: ['overhead', 'import'],
      isJson: false,
    });
  });

  it('changes nothing but the output for --json', () => {
    expect(readArguments(['--json'])).toEqual({ kind: 'run', groups: groupNames, isJson: true });
    expect(readArguments(['routing', '--json'])).toEqual({
      kind: 'run',
      groups: ['routing'],
      isJson: true,
    });
  });

  it('refuses an unknown group with the nearest valid one, beside valid ones too', () => {
    const refused = {
      kind: 'refused',
      message: 'bench: no group "rooting", did you mean "routing"?',
    };
    expect(readArguments(['import', 'rooting'])).toEqual(refused);
  });

  it('names all groups when none is near', () => {
    expect(readArguments(['memory'])).toEqual({
      kind: 'refused',
      message:
        'bench: no group "memory", there are overhead, clients, inflight, routing, import, testkit, worker',
    });
  });

  it('refuses an unknown option with the nearest valid one', () => {
    const refused = {
      kind: 'refused',
      message: 'bench: no option "--jsno", did you mean "--json"?',
    };
    expect(readArguments(['--jsno'])).toEqual(refused);
  });
});
