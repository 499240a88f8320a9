import type { CheckResult, ContractReport } from '../contract-report.ts';

/** The Test Anything Protocol, version 14. */
export function reportTap({ results, problems }: ContractReport): string {
  const lines = [
    ...results.map((result) => ({ text: `${result.id} ${result.title}`, result })),
    ...problems.map(({ kind, message }) => ({ text: `${kind}: ${message}`, result: undefined })),
  ];
  return [
    'TAP version 14',
    `1..${lines.length}`,
    ...lines.flatMap(({ text, result }, index) => lineOf(index + 1, escaped(text), result)),
    '',
  ].join('\n');
}

function lineOf(number: number, text: string, result: CheckResult | undefined): readonly string[] {
  switch (result?.status) {
    case 'passed':
      return [`ok ${number} - ${text}`];
    case 'skipped':
      return [`ok ${number} - ${text} # SKIP ${escaped(result.reason ?? '')}`];
    case 'expected':
      return [`not ok ${number} - ${text} # TODO ${escaped(result.reason ?? '')}`];
    case 'unexpected-pass':
      return [`not ok ${number} - ${text}`, ...diagnostic({ saw: 'an unexpected pass' })];
    case 'failed':
      return [`not ok ${number} - ${text}`, ...diagnostic(result)];
    default:
      return [`not ok ${number} - ${text}`];
  }
}

const diagnostic = ({ severity, saw }: Partial<CheckResult>): readonly string[] => [
  '  ---',
  ...(severity === undefined ? [] : [`  severity: ${severity}`]),
  `  saw: ${JSON.stringify(saw ?? '')}`,
  '  ...',
];

/** A hash would begin a directive. */
const escaped = (text: string): string =>
  text.replaceAll(/\s+/g, ' ').replaceAll('#', String.raw`\#`);
