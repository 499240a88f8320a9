import type { Router } from '@understudy/core';

/** A picture cut into cells. */
export async function solveGrid(router: Router, image: Uint8Array): Promise<readonly number[]> {
  const solved = await router.solve({
    type: 'grid',
    image,
    instructions: 'Select all squares with buses',
    rows: 3,
    columns: 3,
  });
  return solved.solution.cells;
}
