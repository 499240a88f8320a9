import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Starts the command line as it was installed; the command that it runs asks the fake for its balance. */
export async function runTheBin(): Promise<void> {
  const bin = join('node_modules', '.bin', 'understudy-testkit');
  const code = `const url = process.env.FAKE_PROVIDER_URL + '/res.php?action=getbalance&key=' + process.env.FAKE_PROVIDER_API_KEY;
    fetch(url).then((reply) => reply.text()).then(console.log);`;
  const words = ['fake', '--seed', '1', '--', process.execPath, '-e', code];
  // Its first line asks for `node`, which shall be this one.
  const PATH = [dirname(process.execPath), process.env['PATH']].join(delimiter);
  const { stdout } = await run(bin, words, { env: { ...process.env, PATH }, timeout: 20_000 });
  const [ready = '', balance] = stdout.split('\n');
  assert.equal(JSON.parse(ready).seed, '1');
  assert.equal(balance, '100');
}
