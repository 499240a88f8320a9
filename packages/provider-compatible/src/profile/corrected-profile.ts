import type { CompatibleSettings } from '../compatible-options.ts';
import type { ErrorTable } from '../errors/error-meaning.ts';
import { batchTaskTypes } from '../in-php/batch-task-types.ts';
import type { CompatibleTaskType } from '../task-types.ts';
import { pickMethods } from './pick-methods.ts';
import type { Profile } from './profile.ts';

/** The profile as the options correct it. */
export function correctedProfile(profile: Profile, corrections: CompatibleSettings): Profile {
  const { unsolvableIsCharged, refusedStatuses, pendingStatuses, retentionMs } = corrections;
  const { images, errorOverrides } = corrections;
  const { 'in.php': inPhp, createTask } = profile.dialects;
  return {
    ...profile,
    dialects: {
      ...(inPhp === undefined ? {} : { 'in.php': correctedInPhp(inPhp, corrections) }),
      ...(createTask === undefined
        ? {}
        : { createTask: correctedCreateTask(createTask, corrections) }),
    },
    unsolvableIsCharged: unsolvableIsCharged ?? profile.unsolvableIsCharged,
    refusedStatuses: refusedStatuses ?? profile.refusedStatuses,
    pendingStatuses: pendingStatuses ?? profile.pendingStatuses,
    retention: retentionMs === undefined ? profile.retention : { fromAcceptedMs: retentionMs },
    images: { ...profile.images, ...images },
    errors: { ...profile.errors, ...tableOf(errorOverrides) },
  };
}

type Dialects = Profile['dialects'];

function correctedInPhp(
  inPhp: NonNullable<Dialects['in.php']>,
  corrections: CompatibleSettings,
): NonNullable<Dialects['in.php']> {
  const { taskTypes, submitEncoding, pollMethod, inPath, resPath } = corrections;
  const { supportsJson, batch, callsBack, idPattern, nocache } = corrections;
  return {
    ...inPhp,
    methods: pick(inPhp.methods, taskTypes),
    submitEncoding: submitEncoding ?? inPhp.submitEncoding,
    pollMethod: pollMethod ?? inPhp.pollMethod,
    submitPath: inPath ?? inPhp.submitPath,
    resultPath: resPath ?? inPhp.resultPath,
    supportsJson: supportsJson ?? inPhp.supportsJson,
    callsBack: callsBack ?? inPhp.callsBack,
    idPattern: idPattern ?? inPhp.idPattern,
    lastParameters: nocache === true ? inPhp.uncached : inPhp.lastParameters,
    batch: batch === undefined ? inPhp.batch : { maxTickets: batch, taskTypes: batchTaskTypes },
  };
}

function correctedCreateTask(
  createTask: NonNullable<Dialects['createTask']>,
  { taskTypes, callsBack, idPattern, nocache }: CompatibleSettings,
): NonNullable<Dialects['createTask']> {
  const { callbackParameter, callbackFields, methods, extras, uncached } = createTask;
  const style = typeof callsBack === 'object' ? callsBack : undefined;
  return {
    ...createTask,
    methods: pick(methods, taskTypes),
    callbackParameter: callsBack === false ? undefined : (style?.parameter ?? callbackParameter),
    callbackFields: style ?? callbackFields,
    idPattern: idPattern ?? createTask.idPattern,
    extras: nocache === true ? { ...extras, ...uncached } : extras,
  };
}

/** Codes are looked up in upper case. */
const tableOf = (overrides: CompatibleSettings['errorOverrides'] = {}): ErrorTable =>
  Object.fromEntries(
    Object.entries(overrides).map(([rawCode, code]) => [rawCode.trim().toUpperCase(), { code }]),
  );

const pick = <Methods extends { readonly [T in CompatibleTaskType]?: unknown }>(
  methods: Methods,
  taskTypes: readonly CompatibleTaskType[] | undefined,
): Partial<Methods> => (taskTypes === undefined ? methods : pickMethods(methods, taskTypes));
