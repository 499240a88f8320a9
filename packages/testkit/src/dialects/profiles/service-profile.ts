import type { FakeRetention } from '../../core/task-table.ts';
import type { DialectName } from '../dialects.ts';
import type { WireStyle } from '../wire-style.ts';

/** What a fake does like one service, where that differs from its dialect. */
export interface ServiceProfile {
  /** What the service speaks; the first unless the options say otherwise. */
  readonly dialects: readonly [DialectName, ...DialectName[]];
  readonly style?: Partial<WireStyle>;
  readonly retention?: Partial<FakeRetention>;
  /** US dollars per task. */
  readonly price?: number;
}
