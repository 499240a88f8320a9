import { CliError } from './cli-error.ts';

const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** The milliseconds of `500ms`, `30s`, `10m`, `2h` or `7d`; undefined stays so. */
export function readDurationMs(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, digits, unit = ''] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)$/.exec(text) ?? [];
  const factor = units[unit];
  if (digits !== undefined && factor !== undefined) return Math.round(Number(digits) * factor);
  throw new CliError(`--${flag}: "${text}" is no duration such as 30s, 10m, 2h or 7d`);
}

/** A number from 1 to `most`; undefined stays so. */
export function readCount(
  flag: string,
  { text, most }: { readonly text: string | undefined; readonly most: number },
): number | undefined {
  if (text === undefined) return undefined;
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= most) return count;
  throw new CliError(`--${flag}: "${text}" is no number from 1 to ${most}`);
}
