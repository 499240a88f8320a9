import type { Transport } from '@understudy/core/provider';

import type { CheckContext } from '../check-context.ts';
import type { Ending } from '../ending.ts';
import type { CarriedRequest } from './memory-line.ts';
import type { Step } from './step.ts';

/** The way between a provider and its service, and the time that passes on it. */
export interface Line {
  readonly kind: 'memory' | 'sockets';
  readonly baseUrl: string;
  /** See {@link CheckContext.distrustedUrl}. */
  distrustedUrl(): Promise<string | undefined>;
  readonly transport: Transport | undefined;
  readonly clock: CheckContext['clock'];
  /** Every request that was written. */
  readonly requests: readonly CarriedRequest[];
  /** How often the provider closed the transport. */
  readonly closedCount: number;
  script(steps: readonly Step[]): void;
  /** Waits until the line is as the script has it. */
  ready(): Promise<void>;
  clearScript(): void;
  ending<T>(promise: Promise<T>): Promise<Ending<T>>;
  stillWaits(promise: Promise<unknown>): Promise<boolean>;
  close(): Promise<void>;
}
