import type { Figure } from './figure.ts';

/** The figures of a group, a line each, for people. */
export function tableOf(figures: readonly Figure[]): string {
  const widest = Math.max(...figures.map(({ name }) => name.length));
  return figures
    .map(({ name, value, unit, target, note }) => {
      const aim = target === undefined ? '' : `  (at most ${target})`;
      const remark = note === undefined ? '' : `  ${note}`;
      return `  ${name.padEnd(widest)}  ${written(value).padStart(9)} ${unit.padEnd(6)}${aim}${remark}`;
    })
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Three significant digits, without an exponent. */
export function written(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const digits = value === 0 ? 0 : 2 - Math.floor(Math.log10(Math.abs(value)));
  return value.toFixed(Math.min(4, Math.max(0, digits)));
}

/** A document for programs: every figure by its name, rounded to six significant digits. */
export const jsonOf = (figures: readonly Figure[]): string =>
  JSON.stringify({
    figures: Object.fromEntries(
      figures.map(({ name, value }) => [name, Number(value.toPrecision(6))]),
    ),
  });
