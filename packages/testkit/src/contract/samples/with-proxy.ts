import type { CheckContext } from '../check-context.ts';
import { proxyOfSamples } from './known-samples.ts';
import type { TaskSample } from './task-sample.ts';

/** A task with a proxy, and the password that must not show. */
export interface ProxiedSample {
  readonly sample: TaskSample;
  readonly password: string;
}

/** Every sample that has a proxy, or may have one by its schema. */
export async function samplesWithProxy(context: CheckContext): Promise<readonly ProxiedSample[]> {
  const found: ProxiedSample[] = [];
  for (const [type, sample] of Object.entries(context.samples)) {
    const task = { proxy: proxyOfSamples, ...sample.task };
    const schema = context.provider.supports.taskTypes[type];
    const result = await schema?.['~standard'].validate(task);
    const isTaken = result !== undefined && result.issues === undefined;
    const { password } = Object(task.proxy);
    if (isTaken && typeof password === 'string' && password !== '')
      found.push({ sample: { ...sample, task }, password });
  }
  return found;
}
