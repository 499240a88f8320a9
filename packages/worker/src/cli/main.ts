#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// A second start finds the code compiled, and only what is loaded from here on.
enableCompileCache();
const [{ SecretSource }, { runCommand }, { systemShell }, { workerParts }] = await Promise.all([
  import('../config/secret-source.ts'),
  import('./run-command.ts'),
  import('./system-shell.ts'),
  import('./wired-parts.ts'),
]);
const secrets = new SecretSource({ env: process.env, cwd: process.cwd() });
process.exitCode = await runCommand({
  words: process.argv.slice(2),
  shell: systemShell(secrets),
  parts: workerParts,
});
