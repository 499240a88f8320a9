import type { Router } from '@understudy/core';

/** GeeTest v3: its challenge is single use, so a failover that finds it stale asks for a fresh one. */
export async function solveGeetestV3(
  router: Router,
  freshChallenge: () => Promise<string>,
): Promise<string> {
  const solved = await router.solve(
    {
      type: 'geetest-v3',
      pageUrl: 'https://shop.example/login',
      gt: 'f1ab2cdefa3456789012345b6c78d90e',
      challenge: await freshChallenge(),
    },
    { refreshTask: async (stale) => ({ ...stale, challenge: await freshChallenge() }) },
  );
  return solved.solution.validate;
}
