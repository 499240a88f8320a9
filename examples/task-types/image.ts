import type { Router } from '@understudy/core';

/** A picture with text. */
export async function solveImage(router: Router, image: Uint8Array): Promise<string> {
  const solved = await router.solve({
    type: 'image',
    image,
    characters: 'digits',
    minLength: 6,
    maxLength: 6,
  });
  return solved.solution.text;
}
