import type { Check } from '../check.ts';
import type { CheckContext } from '../check-context.ts';
import { expectThat } from '../expectations.ts';
import type { TaskSample } from '../samples/task-sample.ts';
import { sentValues } from '../sent-values.ts';

/** Fields that tasks of the contract may have and need not, and that hold any text. */
const optionalTexts = ['action', 'data', 'pageData', 'dataS', 'instructions'] as const;

/** The sample with an optional field, where the schema takes it and leaves it as it is. */
async function sampleWith(
  context: CheckContext,
  sample: TaskSample,
  [name, value]: readonly [string, string],
): Promise<TaskSample | undefined> {
  // A plain reCAPTCHA v2 has no action: only the enterprise edition has.
  const isOfEnterprise = sample.task.type === 'recaptcha-v2' && name === 'action';
  const more = isOfEnterprise ? { enterprise: true } : {};
  const task = { ...sample.task, ...more, [name]: value };
  const schema = context.provider.supports.taskTypes[task.type];
  const result = await schema?.['~standard'].validate(task);
  const output = result === undefined || result.issues !== undefined ? undefined : result.value;
  return Object(output)[name] === value ? { ...sample, task } : undefined;
}

/** What becomes of the fields that a task need not have. */
export const submitFieldChecks: readonly Check[] = [
  {
    id: 'B17',
    title: 'sends every optional text that its schemas take',
    why: 'a task that is sent without what was asked for is solved for another page, and paid',
    fix: 'send the field, or leave it out of the schema',
    severity: 'wrong-answer',
    run: async (context) => {
      for (const [type, sample] of Object.entries(context.samples)) {
        for (const name of optionalTexts) {
          const value = `${name}-of-the-contract-suite`;
          const full = await sampleWith(context, sample, [name, value]);
          if (full === undefined) continue;
          const before = context.requests.length;
          await context.submit(full);
          const sent = context.requests.slice(before).flatMap(({ request }) => sentValues(request));
          expectThat(sent.includes(value), `"${name}" of "${type}" was taken and not sent`);
        }
      }
    },
  },
];
