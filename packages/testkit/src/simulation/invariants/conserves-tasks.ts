import type { Invariant } from './invariant.ts';

/** I2: started = solved + failed + aborted + running at every instant, and none is running at the end. */
export const conservesTasks: Invariant = ({ check }) => {
  const ends = { solved: 0, failed: 0, aborted: 0 };
  let started = 0;
  const running = (): number => started - ends.solved - ends.failed - ends.aborted;
  return {
    hear: (happening) => {
      if (happening.kind === 'health') {
        const { runningTasks } = happening.health;
        check(
          running() === runningTasks,
          () => `the events make ${running()} running tasks, the router says ${runningTasks}`,
        );
      } else if (happening.kind === 'event') {
        const { event } = happening;
        if (event.type === 'task-started') started += 1;
        if (event.type === 'task-settled') ends[event.outcome] += 1;
        if (event.type === 'task-settled')
          check(running() >= 0, () => 'more tasks settled than started', event.taskId);
      }
    },
    end: () => check(running() === 0, () => `${running()} tasks are running at the end`),
  };
};
