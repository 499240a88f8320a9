import type { CompatibleTaskType } from '../task-types.ts';

/** The methods of the chosen task types only. */
export function pickMethods<Methods extends { readonly [T in CompatibleTaskType]?: unknown }>(
  methods: Methods,
  taskTypes: readonly CompatibleTaskType[],
): Partial<Methods> {
  const chosen = Object.entries(methods).filter(([taskType]) =>
    taskTypes.some((type) => type === taskType),
  );
  // A selection of entries has the types of those entries.
  return Object.fromEntries(chosen) as Partial<Methods>;
}
