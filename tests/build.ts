import { bundleCommandLine } from './build/bundle-command-line.ts';
import { runCommand } from './check/run-command.ts';

/** `npm run build`: `dist/` of every package. What is typed is handed to the compiler, such as `--force`. */
const { isSuccess, output } = await runCommand({
  line: ['tsc', '-b', ...process.argv.slice(2), 'tsconfig.build.json'],
});
if (output !== '') console.log(output.trim());
if (isSuccess) await bundleCommandLine();
else process.exitCode = 1;
