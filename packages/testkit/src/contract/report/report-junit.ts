import { groupOf, groups } from '../check.ts';
import type { CheckResult, ContractReport } from '../contract-report.ts';

/** JUnit's XML, as build servers read it: one suite for each group. */
export function reportJunit(report: ContractReport): string {
  const suites = Object.entries(groups)
    .map(([letter, name]) => ({
      name: `${letter} ${name}`,
      results: report.results.filter(({ id }) => groupOf(id) === letter),
    }))
    .filter(({ results }) => results.length > 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escaped(report.name)}" time="${seconds(report.elapsedMs)}">`,
    ...suites.flatMap(({ name, results }) => suiteLines(name, results, report)),
    ...problemLines(report),
    '</testsuites>',
    '',
  ].join('\n');
}

function suiteLines(
  name: string,
  results: readonly CheckResult[],
  report: ContractReport,
): readonly string[] {
  const failures = results.filter(isRed).length;
  const skipped = results.filter(
    ({ status }) => status === 'skipped' || status === 'expected',
  ).length;
  return [
    `  <testsuite name="${escaped(name)}" tests="${results.length}" failures="${failures}" skipped="${skipped}">`,
    ...results.flatMap((result) => caseLines(result, report.name)),
    '  </testsuite>',
  ];
}

function caseLines(result: CheckResult, className: string): readonly string[] {
  const { id, title, elapsedMs, line } = result;
  const name = escaped(`${id} ${title}${line === 'sockets' ? ' (over sockets)' : ''}`);
  const head = `    <testcase classname="${escaped(className)}" name="${name}" time="${seconds(elapsedMs)}"`;
  const inner = innerOf(result);
  return inner === undefined ? [`${head}/>`] : [`${head}>`, `      ${inner}`, '    </testcase>'];
}

function innerOf(result: CheckResult): string | undefined {
  const { status, reason = '', saw = 'an unexpected pass', severity, why, fix } = result;
  if (status === 'passed') return undefined;
  if (status === 'skipped') return `<skipped message="${escaped(reason)}"/>`;
  if (status === 'expected')
    return `<skipped message="${escaped(`expected to fail: ${reason}`)}"/>`;
  const text = escaped(`why it matters: ${why}\nfix: ${fix}`);
  return `<failure type="${severity}" message="${escaped(saw)}">${text}</failure>`;
}

function problemLines({ problems }: ContractReport): readonly string[] {
  if (problems.length === 0) return [];
  return [
    `  <testsuite name="problems" tests="${problems.length}" errors="${problems.length}">`,
    ...problems.map(
      ({ kind, message }) =>
        `    <testcase classname="problems" name="${kind}"><error message="${escaped(message)}"/></testcase>`,
    ),
    '  </testsuite>',
  ];
}

const isRed = ({ status }: CheckResult): boolean =>
  status === 'failed' || status === 'unexpected-pass';

const seconds = (ms: number): string => (ms / 1_000).toFixed(3);

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Characters that XML does not allow at all are shown as U+FFFD. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? '')
    // eslint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\uFFFD');
