import type { Router } from '@understudy/core';

/** Nine pictures, some of which show the number that is asked for. */
export async function solveBls(router: Router, image: Uint8Array): Promise<readonly number[]> {
  const solved = await router.solve({
    type: 'bls',
    images: Array.from({ length: 9 }, () => image),
    instructions: '664',
  });
  return solved.solution.cells;
}
