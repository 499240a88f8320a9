import type { ContractReport } from '../contract-report.ts';

/** For programs: the report as it is. */
export const reportJson = (report: ContractReport): string =>
  `${JSON.stringify(report, null, 2)}\n`;
