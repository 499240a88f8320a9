import { describe, expect, it } from 'vitest';

import { readArguments, WrongArgument } from './arguments.ts';

const refusalOf = (...argv: readonly string[]): string => {
  try {
    readArguments(argv);
  } catch (error) {
    if (error instanceof WrongArgument) return error.message;
    throw error;
  }
  throw new Error('it was not refused');
};

describe('readArguments', () => {
  it('knows what is usual', () => {
    expect(readArguments([])).toMatchObject({
      mode: 'fourteen',
      seeds: [1, 2],
      rate: 0.5,
      json: false,
    });
    expect(readArguments([]).policies).toContain('understudy');
    expect(readArguments(['--swarm']).seeds).toHaveLength(100);
  });

  it('takes seeds, a rate, policies and a form', () => {
    const argv = [
      '--seeds',
      '3',
      '--first-seed=7',
      '--rate',
      '0.05',
      '--policy',
      'classic,oracle',
      '--json',
    ];
    expect(readArguments(argv)).toEqual({
      mode: 'fourteen',
      seeds: [7, 8, 9],
      rate: 0.05,
      policies: ['classic', 'oracle'],
      hours: 24,
      json: true,
    });
  });

  it.each(['own', 'swarm', 'return'] as const)('chooses the worlds of --%s', (mode) => {
    expect(readArguments([`--${mode}`]).mode).toBe(mode);
  });

  it.each([
    [['--sedes', '5'], 'no option "--sedes", did you mean "--seeds"?'],
    [['--quietly'], 'no option "--quietly", they are --seeds'],
    [['5'], '"5" is no option'],
    [['--seeds', '0'], '"--seeds" must be a whole number from 1'],
    [['--seeds', '2.5'], '"--seeds" must be a whole number'],
    [['--seeds'], '"--seeds" needs a value'],
    [['--first-seed', 'x'], '"--first-seed" must be a whole number from 0'],
    [['--rate', '-1'], '"--rate" must be a number of tasks per second above 0'],
    [['--rate', 'fast'], '"--rate" must be a number'],
    [['--json=yes'], '"--json" takes no value'],
    [['--policy', 'clasic'], 'no policy "clasic", did you mean "classic"?'],
    [['--own', '--swarm'], '"--own" and "--swarm" exclude each other'],
  ])('refuses %j and says why', (argv, reason) => {
    expect(refusalOf(...argv)).toContain(reason);
  });
});
