/** The groups, in the order in which they run. */
export const groupNames = ['overhead', 'clients', 'inflight', 'routing', 'import'] as const;

export type GroupName = (typeof groupNames)[number];
