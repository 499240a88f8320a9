/** Cells in columns as wide as their widest; control characters of strangers are shown, not obeyed. */
export function tableText(rows: readonly (readonly string[])[]): string {
  const clean = rows.map((row) => row.map(withoutControls));
  const widths: number[] = [];
  for (const row of clean)
    for (const [index, cell] of row.entries())
      widths[index] = Math.max(widths[index] ?? 0, cell.length);
  return clean
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A service's words may hold escapes that steer a terminal. */
export const withoutControls = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ');
