import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { OptionsInvalidError } from '@understudy/core/provider';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { lockDirectory } from './directory-lock.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'understudy-lock-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const lockFile = (): string => join(directory, 'understudy.lock');

describe('lockDirectory', () => {
  it('keeps everybody else out until it is released', () => {
    const lock = lockDirectory(directory, 'database.dataDir');
    expect(() => lockDirectory(directory, 'database.dataDir')).toThrow(OptionsInvalidError);
    lock.release();
    expect(existsSync(lockFile())).toBe(false);
    lockDirectory(directory, 'database.dataDir').release();
  });

  it('names the process that works there, and the option', () => {
    writeFileSync(lockFile(), String(process.ppid));
    expect(() => lockDirectory(directory, 'database.dataDir')).toThrow(
      new RegExp(`"database.dataDir": process ${process.ppid} works in`),
    );
  });

  it('takes over from a process that is gone', () => {
    // No system numbers its processes so high.
    writeFileSync(lockFile(), '4194305');
    const lock = lockDirectory(directory, 'database.dataDir');
    expect(readFileSync(lockFile(), 'utf8')).toBe(String(process.pid));
    lock.release();
  });

  it('takes over from a predecessor with its own number, as in a container that was started again', () => {
    writeFileSync(lockFile(), String(process.pid));
    expect(() => lockDirectory(directory, 'database.dataDir').release()).not.toThrow();
  });

  it('takes a file that says nothing for the rest of a process that died while it wrote', () => {
    writeFileSync(lockFile(), '');
    expect(() => lockDirectory(directory, 'database.dataDir').release()).not.toThrow();
  });
});
