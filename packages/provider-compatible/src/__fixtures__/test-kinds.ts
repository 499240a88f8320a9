import type { PollResult, Submission, Task } from '@understudy/core/provider';
import { expect, it } from 'vitest';

import { compatible } from '../compatible.ts';
import { refusedFields } from '../fields/encode-fields.ts';
import type { FieldEncoders } from '../fields/field-encoder.ts';
import { profiles } from '../profile/profiles.ts';
import type { CompatibleTaskType } from '../task-types.ts';
import { apiKey } from './account.ts';
import { callContext } from './call-context.ts';
import { type Answered, overTheWire } from './over-the-wire.ts';

export interface KindsOfService {
  readonly profile: '2captcha' | 'anti-captcha' | 'capmonster' | 'capsolver';
  readonly origin: string;
  /** What a task is, and its place in the body of createTask with all that follows it, as JSON text. */
  readonly submits: readonly (readonly [
    what: string,
    task: Task<CompatibleTaskType>,
    sent: string,
  ])[];
  /** By task type: what getTaskResult gives as the `solution`, as JSON text, and what it is to the caller. */
  readonly answers: {
    readonly [T in CompatibleTaskType]?: readonly (readonly [solution: string, decoded: object])[];
  };
}

const request = (path: string, body: string): object => ({
  method: 'POST',
  path,
  headers: expect.objectContaining({ 'content-type': 'application/json' }),
  body,
});

/** Holds every task type that a service takes over createTask to its bytes, and every answer to what it says. */
export function testKinds({ profile, origin, submits, answers }: KindsOfService): void {
  const options = { profile, dialect: 'createTask', apiKey } as const;
  const { taskTypes } = compatible(options).supports;
  const declared = Object.keys(taskTypes).toSorted();
  const readings = Object.entries(answers).flatMap(([type, cases]) =>
    cases.map(([solution, decoded]) => ({ type, solution, decoded })),
  );
  const submit = (task: Task<CompatibleTaskType>): Promise<Answered<Submission>> =>
    overTheWire({
      options,
      origin,
      path: '/createTask',
      reply: '{"errorId":0,"taskId":72345678901}',
      call: (provider) => provider.submit(task, callContext()),
    });
  const poll = (type: string, reply: string): Promise<Answered<PollResult>> =>
    overTheWire({
      options,
      origin,
      path: '/getTaskResult',
      reply,
      call: (provider) =>
        provider.poll({ id: '72345678901', type, isInteger: true }, callContext()),
    });

  it('speak of every task type that is declared, and of no other', () => {
    expect([...new Set(submits.map(([, { type }]) => type))].toSorted()).toEqual(declared);
    expect(Object.keys(answers).toSorted()).toEqual(declared);
  });

  it.each(declared)('write every field of a %s, under every name that it has', (declaredType) => {
    const written = submits.filter(([, { type }]) => type === declaredType);
    const { fields, names } = methodOf(profile, declaredType);
    const given = new Set(written.flatMap(([, task]) => Object.keys(task)));
    const refused = new Set(refusedFields(fields));
    const untested = [
      ...Object.keys(fields).filter((field) => !refused.has(field) && !given.has(field)),
      ...names.filter(
        (name) => !written.some(([, , sent]) => sent.startsWith(`{"type":"${name}"`)),
      ),
    ];
    expect(untested).toEqual([]);
  });

  it.each(submits)('submit %s', async (_what, task, sent) => {
    expect(await taskTypes[task.type]?.['~standard'].validate(task)).toEqual({ value: task });
    const { value, requests } = await submit(task);
    expect(value).toEqual({
      status: 'accepted',
      ticket: { id: '72345678901', type: task.type, isInteger: true },
    });
    expect(requests).toEqual([
      request('/createTask', `{"clientKey":"0123456789abcdef0123456789abcdef","task":${sent}}`),
    ]);
  });

  it.each(readings)('read the answer to a $type from $solution', async (reading) => {
    const { type, solution, decoded } = reading;
    const reply = `{"errorId":0,"status":"ready","solution":${solution}}`;
    const { value, requests } = await poll(type, reply);
    expect(value).toEqual({ status: 'solved', solution: { type, ...decoded }, raw: reply });
    expect(requests).toEqual([
      request(
        '/getTaskResult',
        '{"clientKey":"0123456789abcdef0123456789abcdef","taskId":72345678901}',
      ),
    ]);
  });

  it.each(
    declared.flatMap((type) =>
      ['', ',"solution":null', ',"solution":{}', ',"solution":""'].map((rest) => ({ type, rest })),
    ),
  )('invent no answer to a $type from a reply that ends in "$rest"', async ({ type, rest }) => {
    await expect(poll(type, `{"errorId":0,"status":"ready"${rest}}`)).rejects.toMatchObject({
      code: 'protocol-violated',
    });
  });
}

interface TestedMethod {
  readonly fields: FieldEncoders<CompatibleTaskType>;
  readonly names: readonly string[];
}

function methodOf(profile: KindsOfService['profile'], type: string): TestedMethod {
  const { methods } = profiles[profile].dialects.createTask;
  // What is declared has a method under its type.
  const method = new Map<string, object>(Object.entries(methods)).get(type) as {
    readonly fields: FieldEncoders<CompatibleTaskType>;
    readonly names?: Readonly<Record<string, string>>;
  };
  return { fields: method.fields, names: Object.values(method.names ?? {}) };
}
