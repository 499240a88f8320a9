/** The groups, in the order in which they run. */
export const groupNames = [
  'overhead',
  'clients',
  'inflight',
  'routing',
  'import',
  'testkit',
  'worker',
] as const;

export type GroupName = (typeof groupNames)[number];
