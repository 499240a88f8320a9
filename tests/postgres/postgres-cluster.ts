import { execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A PostgreSQL of our own on loopback, thrown away at the end. */
export interface PostgresCluster {
  /** Of a database of that name, made anew. */
  database(name: string): string;
  /** As an administrator does: connections end at once. */
  stop(): void;
  start(): void;
  remove(): void;
}

const debian = '/usr/lib/postgresql';

/** Where the programs are; undefined where there are none. */
function findBinaries(): string | undefined {
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  const newest = versions.toSorted((left, right) => Number(right) - Number(left));
  const candidates = [
    process.env['POSTGRES_BIN'],
    ...newest.map((one) => join(debian, one, 'bin')),
  ];
  return candidates.find((folder) => folder !== undefined && existsSync(join(folder, 'initdb')));
}

/** Why there is no PostgreSQL to test with; undefined where there is one. */
export const whyNoPostgres = (): string | undefined =>
  findBinaries() === undefined
    ? 'PostgreSQL is not installed (Debian: postgresql; elsewhere name its bin folder in POSTGRES_BIN)'
    : undefined;

/** Starts a cluster; takes about 3 s. It must be removed: it outlives the process that started it. */
export async function startPostgres(): Promise<PostgresCluster> {
  const binaries = findBinaries();
  if (binaries === undefined) throw new Error(whyNoPostgres());
  const folder = mkdtempSync(join(tmpdir(), 'understudy-postgres-'));
  const owner = ownerOf(folder);
  const data = join(folder, 'data');
  const port = await freePort();
  const run = (program: string, ...words: readonly string[]): void => {
    execFileSync(join(binaries, program), words, {
      ...owner,
      cwd: folder,
      env: { LC_ALL: 'C', HOME: folder },
      // The server would inherit pipes, and whoever reads them would wait for it.
      stdio: 'ignore',
      timeout: 60_000,
    });
  };
  run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '-N');
  appendFileSync(
    join(data, 'postgresql.conf'),
    [
      `listen_addresses = '127.0.0.1'`,
      `port = ${port}`,
      `unix_socket_directories = ''`,
      `max_connections = 200`,
      // What a test writes need not survive the machine.
      `fsync = off`,
      `synchronous_commit = off`,
      `full_page_writes = off`,
      '',
    ].join('\n'),
  );
  const control = (...words: readonly string[]): void =>
    run('pg_ctl', '-D', data, '-l', join(folder, 'log'), '-w', '-t', '30', ...words);
  const start = (): void => control('start');
  start();
  const watcher = endWithThisProcess(data, folder);
  const url = (name: string): string => `postgres://postgres@127.0.0.1:${port}/${name}`;
  return {
    database(name) {
      run(
        'psql',
        '-q',
        '-h',
        '127.0.0.1',
        '-p',
        String(port),
        '-U',
        'postgres',
        '-c',
        `CREATE DATABASE "${name}"`,
      );
      return url(name);
    },
    stop: () => control('stop', '-m', 'fast'),
    start,
    remove() {
      watcher.kill();
      try {
        control('stop', '-m', 'immediate');
      } catch {
        // It has been stopped already.
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL does not run as root. */
function ownerOf(folder: string): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string): number =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  chownSync(folder, uid, gid);
  return { uid, gid };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = Object(server.address());
  await new Promise((resolve) => void server.close(resolve));
  return port;
}

/** The server is no child of ours, and would outlive a test run that is killed. */
function endWithThisProcess(data: string, folder: string): { kill(): void } {
  const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
  const script = `while kill -0 ${process.pid} 2>/dev/null; do sleep 1; done; kill -QUIT $(head -1 '${data}/postmaster.pid' 2>/dev/null || echo ${pid}); sleep 1; rm -rf '${folder}'`;
  const watcher = spawn('sh', ['-c', script], { detached: true, stdio: 'ignore' });
  watcher.unref();
  return { kill: () => void watcher.kill() };
}
