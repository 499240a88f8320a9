import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { checkProvider } from '../contract/check-provider.ts';
import type { ContractOptions } from '../contract/contract-options.ts';
import type { ContractReport } from '../contract/contract-report.ts';
import { reportJson } from '../contract/report/report-json.ts';
import { reportJunit } from '../contract/report/report-junit.ts';
import { reportMarkdown } from '../contract/report/report-markdown.ts';
import { reportTap } from '../contract/report/report-tap.ts';
import { reportText } from '../contract/report/report-text.ts';
import { CliError } from './cli-error.ts';
import { type Flag, helpOf, readWords, unknownWord } from './read-words.ts';

const reports: Readonly<Record<string, (report: ContractReport) => string>> = {
  text: reportText,
  json: reportJson,
  junit: reportJunit,
  tap: reportTap,
  markdown: reportMarkdown,
};

const contractFlags = {
  only: { type: 'string', value: 'A,C07', about: 'groups or checks; all' },
  report: { type: 'string', value: 'R', about: `${Object.keys(reports).join(', ')}; text` },
  real: { type: 'boolean', about: 'repeats the network group over loopback sockets' },
  seed: { type: 'string', value: 'S', about: 'repeats a run' },
  help: { type: 'boolean', about: 'this' },
} as const satisfies Readonly<Record<string, Flag>>;

const usage = `understudy-testkit contract ./acme.contract.ts [flags]

Checks a provider against the contract. The file's default export is what \`checkProvider\` takes. Ends with 1 when the
provider does not conform.
`;

/** Checks the provider of a file; gives the exit code. */
export async function contractCommand(words: readonly string[]): Promise<number> {
  const { flags, rest, isSet } = readWords(words, contractFlags);
  if (isSet('help')) {
    process.stdout.write(`${usage}\n${helpOf(contractFlags)}\n`);
    return 0;
  }
  const [path, more] = rest;
  if (path === undefined || more !== undefined)
    throw new CliError('contract wants one file, such as ./acme.contract.ts');
  const name = flags.report ?? 'text';
  const render = Object.hasOwn(reports, name) ? reports[name] : undefined;
  if (render === undefined) throw unknownWord('report', name, Object.keys(reports));
  const options = await optionsOf(path);
  const report = await checkProvider({
    ...options,
    ...(flags.only === undefined ? {} : { only: flags.only.split(',') }),
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
    ...(isSet('real') ? { real: true } : {}),
  });
  process.stdout.write(`${render(report).trimEnd()}\n`);
  return report.isConformant ? 0 : 1;
}

async function optionsOf(path: string): Promise<ContractOptions> {
  const { default: options } = await import(pathToFileURL(resolve(path)).href).catch(
    (cause: unknown) => {
      const why = cause instanceof Error ? cause.message : 'not a module';
      throw new CliError(`${path} cannot be loaded: ${why}`, { cause });
    },
  );
  if (typeof options !== 'object' || options === null)
    throw new CliError(`${path} has no default export with the options of checkProvider`);
  // checkProvider looks at every field of it.
  return options as ContractOptions;
}
