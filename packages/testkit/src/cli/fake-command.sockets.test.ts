import { afterEach, describe, expect, it, vi } from 'vitest';

import { fakeCommand } from './fake-command.ts';

/** Runs `fake` and stops it while it writes its ready line; gives the exit code and what it wrote in the end. */
async function stoppedAtOnce(...words: readonly string[]): Promise<readonly [number, string]> {
  let written = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written += String(text);
    return true;
  });
  vi.spyOn(process.stdout, 'write').mockImplementation(() => process.emit('SIGHUP', 'SIGHUP'));
  return [await fakeCommand(words), written];
}

describe('fake', () => {
  afterEach(() => void vi.restoreAllMocks());

  it('hears a signal that comes with its ready line, and says its verdict', async () => {
    const [code, written] = await stoppedAtOnce('--seed', 'quick');
    expect(code).toBe(0);
    expect(written).toContain('seed quick · journal:');
    expect(process.listenerCount('SIGHUP')).toBe(0);
  });

  it('hands such a signal on to its command', async () => {
    const [code, written] = await stoppedAtOnce(
      '--',
      process.execPath,
      '-e',
      'setInterval(() => {}, 1e6)',
    );
    expect(code).toBe(128 + 1);
    expect(written).toContain('✓ noDoublePayment');
  });
});
