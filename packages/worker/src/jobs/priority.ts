import type { Priority } from '@understudy/core';

/** Who is claimed first. */
export const priorities = [
  'critical',
  'high',
  'normal',
  'low',
] as const satisfies readonly Priority[];

/** The higher, the sooner. */
export const rankOf = (priority: Priority): number =>
  priorities.length - priorities.indexOf(priority);
