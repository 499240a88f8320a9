import type { StandardSchemaV1 } from '@standard-schema/spec';

import { nearestWord } from '../errors/nearest-word.ts';
import { NoProviderForTaskError, TaskInvalidError } from '../errors/router-errors.ts';
import type { Task } from '../provider/task.ts';
import type { Account } from './account.ts';

/** A task as each provider takes it, or why one does not. */
export type PreparedTasks = ReadonlyMap<string, Preparation>;

export type Preparation =
  | { readonly kind: 'accepted'; readonly task: Task }
  | { readonly kind: 'refused'; readonly why: string; readonly field: string | undefined };

/**
 * Validates a task against the schema of every provider that declares its type; each gets what its own schema puts out.
 * @throws {NoProviderForTaskError} when nobody declares the type.
 * @throws {TaskInvalidError} when everybody who declares it refuses the task.
 */
export async function prepareTask(
  task: Task,
  accounts: readonly Account[],
): Promise<PreparedTasks> {
  const taskType: unknown = Object(task).type;
  if (typeof taskType !== 'string') {
    throw new TaskInvalidError({ message: 'the task has no "type"', field: 'type' });
  }
  const prepared = new Map<string, Preparation>();
  for (const { id, provider } of accounts) {
    const { taskTypes } = provider.supports;
    const schema = Object.hasOwn(taskTypes, taskType) ? taskTypes[taskType] : undefined;
    if (schema !== undefined) prepared.set(id, await prepareFor(schema, task));
  }
  assertAnyAccepts(taskType, { prepared, accounts });
  return prepared;
}

async function prepareFor(schema: StandardSchemaV1, task: Task): Promise<Preparation> {
  const result = await schema['~standard'].validate(task);
  // The contract: what a declared schema puts out is a task of its type.
  if (result.issues === undefined) return { kind: 'accepted', task: result.value as Task };
  const issue = result.issues[0];
  const path = fieldAt(issue?.path ?? []);
  const field = path === '' ? unknownFieldOf(issue) : path;
  const place = path === '' ? '' : `field "${path}": `;
  return { kind: 'refused', why: `${place}${issue?.message ?? 'not valid'}`, field };
}

/** A path as people write it: `proxy.port`, `images[3]`. */
function fieldAt(path: NonNullable<StandardSchemaV1.Issue['path']>): string {
  const keys = path.map((part) => (typeof part === 'object' ? part.key : part));
  const parts = keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
  return parts.join('').replace(/^\./, '');
}

/** zod names unknown fields beside the path. */
function unknownFieldOf(issue: StandardSchemaV1.Issue | undefined): string | undefined {
  const keys: unknown = Object(issue).keys;
  return Array.isArray(keys) ? String(keys[0]) : undefined;
}

function assertAnyAccepts(
  taskType: string,
  {
    prepared,
    accounts,
  }: { readonly prepared: PreparedTasks; readonly accounts: readonly Account[] },
): void {
  if (prepared.size === 0) {
    const known = new Set(
      accounts.flatMap(({ provider }) => Object.keys(provider.supports.taskTypes)),
    );
    const nearest = nearestWord(taskType, known);
    const hint = nearest === undefined ? '' : `, did you mean "${nearest}"?`;
    throw new NoProviderForTaskError({
      taskType: taskType.slice(0, 100),
      message: `no provider solves tasks of type "${taskType.slice(0, 100)}"${hint}`,
    });
  }
  const refusals = [...prepared.values()].filter((preparation) => preparation.kind === 'refused');
  const refusal = refusals[0];
  if (refusal === undefined || refusals.length < prepared.size) return;
  throw new TaskInvalidError({
    message: `task "${taskType}": ${refusal.why}`,
    field: refusal.field,
  });
}
