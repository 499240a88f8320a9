import { router, turnstile } from './router-in-script.ts';

let accepted = 0;
const everyoneAccepted = Promise.withResolvers<void>();
const onAccepted = (): void => {
  accepted += 1;
  if (accepted === 3) everyoneAccepted.resolve();
};
const tasks = [1, 2, 3].map(() => router.solve(turnstile, { onAccepted }));
const outcomes = Promise.allSettled(tasks);
await everyoneAccepted.promise;
const startedAt = performance.now();
const { openTickets, maybePaid } = await router.close();
const tookMs = performance.now() - startedAt;
const codes = (await outcomes).map((outcome) => 'reason' in outcome && outcome.reason.code);
// A pipe to the parent may remain; timers and sockets to the service may not.
const handles = process.getActiveResourcesInfo().filter((name) => name !== 'PipeWrap');
console.log(JSON.stringify({ tookMs, openTickets, maybePaid, codes, handles }));
