import { type ContractReport, redResults } from '../contract-report.ts';
import { groupTotals, verdictOf } from './totals.ts';

/** For a pull request or a README. */
export function reportMarkdown(report: ContractReport): string {
  const { name, contract, dialect, seed, results, problems, notes } = report;
  const skipped = results.filter(({ status }) => status === 'skipped');
  const expected = results.filter(({ status }) => status === 'expected');
  return [
    `## ${cell(name)}: contract ${contract}`,
    '',
    `Dialect ${dialect}, seed ${cell(seed)}. ${verdictOf(report)}`,
    '',
    '| group | passed | skipped |',
    '| ----- | ------ | ------- |',
    ...groupTotals(report).map(
      (total) =>
        `| ${total.letter} ${total.name} | ${total.passed}/${total.made} | ${total.skipped} |`,
    ),
    ...section('Not right', [
      ...problems.map(({ kind, message }) => `**${kind}**: ${cell(message)}`),
      ...redResults(report).map(
        ({ id, title, severity, saw, reason, fix }) =>
          `**${id}** (${severity}) ${cell(title)}: ${cell(saw ?? `unexpected pass, ${reason ?? ''}`)}. Fix: ${cell(fix)}`,
      ),
    ]),
    ...section(
      'Expected to fail',
      expected.map(({ id, title, reason }) => `**${id}** ${cell(title)}: ${cell(reason ?? '')}`),
    ),
    ...section(
      'Skipped',
      skipped.map(({ id, reason }) => `**${id}**: ${cell(reason ?? '')}`),
    ),
    ...section('Notes', notes.map(cell)),
    '',
  ].join('\n');
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', `### ${title}`, '', ...lines.map((line) => `- ${line}`)];

/** A bar would end a cell, a tag would be one. */
const cell = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('|', String.raw`\|`)
    .replaceAll('<', '&lt;');
