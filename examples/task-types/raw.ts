import type { Router } from '@understudy/core';
import type { JsonValue, RawTask } from '@understudy/core/provider';

/** A method that only the service knows, such as `userrecaptcha` of in.php: passed through as it is. */
export async function solveRaw(
  router: Router,
  { method, parameters }: RawTask,
): Promise<JsonValue> {
  const solved = await router.solve({ type: 'raw', method, parameters });
  return solved.solution.value;
}
