#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// A second start finds the code compiled, and only what is loaded from here on.
enableCompileCache();
// No top-level await: this is bundled as CommonJS, which has none.
const ended = import('./run-command.ts').then(({ runCommand }) =>
  runCommand(process.argv.slice(2)),
);
void ended.then((code) => (process.exitCode = code));
