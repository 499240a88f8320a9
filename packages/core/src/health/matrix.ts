/** Square; rows of columns. */
export type Matrix = readonly (readonly number[])[];

export const identity = (size: number): Matrix =>
  Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (__, column) => (row === column ? 1 : 0)),
  );

/** The matrix with its diagonal shifted, then scaled. */
export const shifted = (
  matrix: Matrix,
  { by, scale }: { readonly by: number; readonly scale: number },
): Matrix =>
  matrix.map((row, place) =>
    row.map((value, column) => (value + (place === column ? by : 0)) * scale),
  );

export const times = (left: Matrix, right: Matrix): Matrix =>
  left.map((row) =>
    row.map((_, column) =>
      row.reduce((sum, value, via) => sum + value * (right[via]?.[column] ?? 0), 0),
    ),
  );
