import type { Clock } from '@understudy/core/provider';

import { desiredWorkers, type QueueLoad } from './desired-workers.ts';
import { inTime } from './in-time.ts';
import type { Places } from './places.ts';
import type { Tell } from './supervisor-event.ts';
import type { CheckedSupervisorOptions } from './supervisor-options.ts';

export interface ScaleInit {
  readonly places: Places;
  readonly clock: Clock;
  readonly options: CheckedSupervisorOptions;
  readonly tell: Tell;
  queueLoad(): Promise<QueueLoad>;
  /** Whether the number of places may change now. */
  isFree(): boolean;
}

/** Considers the number of workers anew, again and again until the signal. Never rejects. */
export async function scalePlaces(init: ScaleInit, signal: AbortSignal): Promise<void> {
  const { clock, options, tell } = init;
  const limitMs = options.scaleEveryMs;
  let scaledAt = clock.now();
  for (;;) {
    await clock.sleep(options.scaleEveryMs, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    const load = await inTime({ clock, limitMs, signal }, () => init.queueLoad());
    if (signal.aborted) return;
    if (load === undefined) tell({ type: 'queue-load-unknown' });
    else if (init.isFree() && scaleOnce(init, { load, sinceScaledMs: clock.now() - scaledAt }))
      scaledAt = clock.now();
  }
}

function scaleOnce(
  { places, options, tell }: ScaleInit,
  { load, sinceScaledMs }: { readonly load: QueueLoad; readonly sinceScaledMs: number },
): boolean {
  const { minWorkers: min, maxWorkers: max } = options;
  const from = places.staying.length;
  const loads = places.statuses.flatMap((status) =>
    status.load === undefined ? [] : [status.load],
  );
  const to = desiredWorkers({
    ...load,
    busy: loads.reduce((sum, { busy }) => sum + busy, 0),
    slotsPerWorker: loads[0]?.slots,
    current: from,
    min,
    max,
    sinceScaledMs,
  });
  if (to === from) return false;
  tell({ type: 'workers-scaled', from, to });
  // While all are ready there are more than have to be; else it is one of the others that goes.
  for (let count = to; count < from; count += 1) void places.leastMissed?.retire();
  for (let count = from; count < to; count += 1) places.add();
  return true;
}
