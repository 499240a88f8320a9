import type { ProfileCorrections } from '../compatible-options.ts';
import type { CompatibleTaskType } from '../task-types.ts';
import type { Profile } from './profile.ts';

/** The profile as the options correct it. */
export function correctedProfile(profile: Profile, corrections: ProfileCorrections): Profile {
  const { unsolvableIsCharged, refusedStatuses, retentionMs, images } = corrections;
  return {
    ...profile,
    dialects: correctedDialects(profile, corrections),
    unsolvableIsCharged: unsolvableIsCharged ?? profile.unsolvableIsCharged,
    refusedStatuses: refusedStatuses ?? profile.refusedStatuses,
    retention: retentionMs === undefined ? profile.retention : { fromAcceptedMs: retentionMs },
    images: { ...profile.images, ...images },
  };
}

function correctedDialects(
  { dialects }: Profile,
  corrections: ProfileCorrections,
): Profile['dialects'] {
  const { taskTypes, submitEncoding, pollMethod } = corrections;
  const { 'in.php': inPhp, createTask } = dialects;
  return {
    ...(inPhp === undefined
      ? {}
      : {
          'in.php': {
            ...inPhp,
            methods: picked(inPhp.methods, taskTypes),
            submitEncoding: submitEncoding ?? inPhp.submitEncoding,
            pollMethod: pollMethod ?? inPhp.pollMethod,
          },
        }),
    ...(createTask === undefined
      ? {}
      : { createTask: { ...createTask, methods: picked(createTask.methods, taskTypes) } }),
  };
}

function picked<Methods extends { readonly [T in CompatibleTaskType]?: unknown }>(
  methods: Methods,
  taskTypes: readonly CompatibleTaskType[] | undefined,
): Partial<Methods> {
  if (taskTypes === undefined) return methods;
  const chosen = Object.entries(methods).filter(([taskType]) =>
    taskTypes.some((type) => type === taskType),
  );
  // A selection of entries has the types of those entries.
  return Object.fromEntries(chosen) as Partial<Methods>;
}
