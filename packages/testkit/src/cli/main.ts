#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// A second start finds the code compiled, and only what is loaded from here on.
enableCompileCache();
const { runCommand } = await import('./run-command.ts');
process.exitCode = await runCommand(process.argv.slice(2));
