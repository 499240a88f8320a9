import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Puts one job into an embedded database by the command line as it was installed, and reads the queue. */
export async function enqueueOneJob(): Promise<void> {
  const bin = join('node_modules', '.bin', 'understudy-worker');
  // Its first line asks for `node`, which shall be this one.
  const PATH = [dirname(process.execPath), process.env['PATH']].join(delimiter);
  const options = { env: { ...process.env, PATH }, timeout: 60_000 };
  const task = { type: 'turnstile', siteKey: '0x4AAA', pageUrl: 'https://shop.example/login' };
  const data = ['--data-dir', 'jobs'];
  const enqueued = await run(bin, ['enqueue', JSON.stringify(task), ...data], options);
  assert.match(enqueued.stdout, /[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-/);
  const { stdout } = await run(bin, ['status', '--json', ...data], options);
  assert.equal(JSON.parse(stdout).jobs.queued, 1);
}
