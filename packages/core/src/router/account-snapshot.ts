import type { LatchSnapshot } from '../health/account-latch.ts';
import type { RememberedTask } from '../health/unsupported-tasks.ts';
import type { HealthSnapshot } from './account-health.ts';

/** What is known of an account and holds for a while. */
export interface AccountSnapshot {
  readonly providerId: string;
  readonly service: string;
  readonly health: HealthSnapshot;
  readonly latch?: LatchSnapshot | undefined;
  readonly unsupported: readonly RememberedTask[];
  readonly isDrained: boolean;
}
