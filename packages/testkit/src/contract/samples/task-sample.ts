import type { JsonValue } from '@understudy/core/provider';

/** A task to try a provider with, and what its answer looks like. */
export interface TaskSample {
  readonly task: { readonly type: string; readonly [field: string]: unknown };
  /** What the service gives for it, handed to `solved` of the wire. @default a text of its own for each task */
  readonly answer?: JsonValue | undefined;
  /** What the provider has to make of that answer, beside the `type`. @default nothing is compared but the type */
  readonly solution?: Readonly<Record<string, unknown>> | undefined;
}
