import { type CheckResult, type ContractReport, redResults } from '../contract-report.ts';
import { groupTotals, verdictOf } from './totals.ts';

/** For people, at a terminal. */
export function reportText(report: ContractReport): string {
  const { name, contract, dialect, seed, elapsedMs, results, problems, notes } = report;
  const seconds = (elapsedMs / 1_000).toFixed(1);
  const totals = groupTotals(report).map(
    ({ letter, name: group, passed, made, skipped }) =>
      `${letter} ${group} ${passed}/${made}${skipped === 0 ? '' : ` (${skipped} skipped)`}`,
  );
  return [
    `${name} · contract ${contract} · dialect ${dialect} · seed ${seed} · ${seconds} s`,
    `  ${totals.join('   ')}`,
    ...problems.map(({ kind, message }) => `  ✗ ${kind}: ${message}`),
    ...redResults(report).flatMap((result) => failureLines(result, report)),
    ...results
      .filter(({ status }) => status === 'expected')
      .map(({ id, title, reason }) => `  ~ ${id}  expected to fail: ${title} (${reason ?? ''})`),
    ...results
      .filter(({ status }) => status === 'skipped')
      .map(({ id, reason }) => `  – ${id}  skipped: ${reason ?? ''}`),
    ...notes.map((note) => `  ! ${note}`),
    verdictOf(report),
    '',
  ].join('\n');
}

function failureLines(result: CheckResult, report: ContractReport): readonly string[] {
  const { id, title, severity, status, why, fix, saw, line, reason } = result;
  const where = line === 'sockets' ? ' (over sockets)' : '';
  const head = `  ✗ ${id}  ${title}${where}   severity: ${severity.toUpperCase()}`;
  if (status === 'unexpected-pass') {
    return [
      head,
      `        unexpected pass: it was expected to fail (${reason ?? ''}); take it out of expectFailures`,
    ];
  }
  return [
    head,
    `        why it matters: ${why}`,
    `        saw:    ${saw ?? ''}`,
    `        fix:    ${fix}`,
    `        replay: checkProvider({ …, only: ['${id}'], seed: '${report.seed}'${line === 'sockets' ? ', real: true' : ''} })`,
  ];
}
