import * as z from 'zod';
import { expectTypeOf } from 'vitest';

import {
  createRouter,
  isSolverError,
  type AttemptReport,
  type ProviderErrorCode,
  type Router,
  type Solution,
  type Solved,
  type TaskMap as RouterTaskMap,
  type TicketRecord,
} from '@understudy/core';
import {
  defineProvider,
  taskSchemas,
  type CallContext,
  type ImageTask,
  type PollResult,
  type ProviderV1,
  type Submission,
  type Task,
  type TaskMap,
  type TaskOf,
  type TaskType,
  type TurnstileTask,
} from '@understudy/core/provider';
import { CLOCK, resolveToken, ROUTER } from '@understudy/core/di';
import type { Clock } from '@understudy/core/provider';
import type { DependencyContainer } from 'tsyringe';

// What a plug-in writes to add a task type of its own.
declare module '@understudy/core/provider' {
  interface TaskMap {
    'slider-of-a-plug-in': {
      readonly task: { readonly pageUrl: string; readonly steps?: number | undefined };
      readonly solution: { readonly offsetPx: number };
    };
  }
}

declare const router: Router;
declare const container: DependencyContainer;
const page = { siteKey: '0x4AAAAAAA', pageUrl: 'https://shop.example/login' };

/** The answer is narrowed by the type of the task: nobody casts. */
export async function solutionsAreNarrowed(): Promise<void> {
  const turnstile = await router.solve({ type: 'turnstile', ...page });
  expectTypeOf(turnstile.solution.token).toBeString();
  expectTypeOf(turnstile.solution.type).toEqualTypeOf<'turnstile'>();
  expectTypeOf(turnstile.solution.userAgent).toEqualTypeOf<string | undefined>();
  expectTypeOf(turnstile).toEqualTypeOf<Solved<'turnstile'>>();
  // @ts-expect-error a token is no text
  void turnstile.solution.text;

  const image = await router.solve({ type: 'image', image: new Uint8Array() });
  expectTypeOf(image.solution.text).toBeString();
  // @ts-expect-error a text is no token
  void image.solution.token;
}

/** A task that is only known to be one of several has an answer that is one of several. */
export async function unionsStayUnions(task: Task<'turnstile' | 'image'>): Promise<void> {
  const { solution } = await router.solve(task);
  expectTypeOf(solution).toEqualTypeOf<Solution<'turnstile' | 'image'>>();
  if (solution.type === 'image') expectTypeOf(solution.text).toBeString();
  else expectTypeOf(solution.token).toBeString();
}

/** Wrong tasks do not compile. */
export function wrongTasksAreRefused(): void {
  // @ts-expect-error misspelt: siteKey
  void router.solve({ type: 'turnstile', sitekey: 'k', pageUrl: 'https://shop.example' });
  // @ts-expect-error misspelt beside the right ones
  void router.solve({ type: 'turnstile', ...page, acton: 'login' });
  // @ts-expect-error a field of another type
  void router.solve({ type: 'turnstile', ...page, minScore: 0.5 });
  // @ts-expect-error missing: pageUrl
  void router.solve({ type: 'turnstile', siteKey: 'k' });
  // @ts-expect-error no such type
  void router.solve({ type: 'turnstyle', ...page });
  // @ts-expect-error no such option
  void router.solve({ type: 'turnstile', ...page }, { deadlinems: 5 });
  // @ts-expect-error refreshTask makes a task of the same type
  void router.solve({ type: 'turnstile', ...page }, { refreshTask: () => ({ type: 'image' }) });
  // @ts-expect-error no such option
  createRouter({ providers: [], deadlinems: 5 });
  // @ts-expect-error no provider
  createRouter({});
}

/** What may be absent may be undefined: callers pass on what they have. */
export function optionalFieldsAcceptUndefined(maybe: {
  readonly text: string | undefined;
  readonly flag: boolean | undefined;
  readonly count: number | undefined;
  readonly signal: AbortSignal | undefined;
}): void {
  const { text, flag, count, signal } = maybe;
  const proxy = undefined;
  void router.solve(
    {
      type: 'turnstile',
      ...page,
      proxy,
      userAgent: text,
      action: text,
      data: text,
      pageData: text,
    },
    { signal, deadlineMs: count, priority: undefined, budget: undefined, refreshTask: undefined },
  );
  void router.solve({
    type: 'recaptcha-v2',
    ...page,
    invisible: flag,
    enterprise: flag,
    dataS: text,
    cookies: text,
    apiDomain: text,
  });
  void router.solve({ type: 'recaptcha-v3', ...page, action: text, minScore: count });
  void router.solve({ type: 'image', image: '', isPhrase: flag, minLength: count, language: text });
  createRouter({
    providers: [],
    deadlineMs: count,
    patienceMs: count,
    onEvent: undefined,
    logger: undefined,
    clock: undefined,
    random: undefined,
    fleet: undefined,
    exchangeRates: undefined,
    outcomeUnknown: undefined,
  });
}

/** A plug-in's own task type is a task like any other, through every entry. */
export async function taskTypesCanBeAdded(): Promise<void> {
  expectTypeOf<'slider-of-a-plug-in'>().toExtend<TaskType>();
  expectTypeOf<TaskMap>().toEqualTypeOf<RouterTaskMap>();
  expectTypeOf<TaskOf<'slider-of-a-plug-in'>['steps']>().toEqualTypeOf<number | undefined>();
  const slider = { type: 'slider-of-a-plug-in', pageUrl: page.pageUrl } as const;
  const { solution } = await router.solve({ ...slider, steps: undefined });
  expectTypeOf(solution.offsetPx).toBeNumber();
  // @ts-expect-error misspelt: steps
  void router.solve({ ...slider, step: 3 });
}

type ErrorCode =
  | ProviderErrorCode
  | 'options-invalid'
  | 'no-provider-for-task'
  | 'all-attempts-failed'
  | 'deadline-exceeded'
  | 'budget-exhausted'
  | 'router-closed'
  | 'hook-failed'
  | 'unknown-ticket';

/** Every error can be told by its code, and carries the fields that go with it. */
export function errorsAreAUnion(error: unknown): string {
  if (!isSolverError(error)) return 'not ours';
  expectTypeOf<typeof error.code>().toEqualTypeOf<ErrorCode>();
  expectTypeOf(error.charged).toEqualTypeOf<'no' | 'yes' | 'unknown'>();
  switch (error.code) {
    case 'options-invalid':
      return error.option;
    case 'no-provider-for-task':
      return error.taskType;
    case 'all-attempts-failed':
    case 'deadline-exceeded':
    case 'budget-exhausted':
    case 'router-closed':
    case 'hook-failed':
      expectTypeOf(error.attempts).toEqualTypeOf<readonly AttemptReport[]>();
      expectTypeOf(error.openTickets).toEqualTypeOf<readonly TicketRecord[]>();
      return error.name;
    case 'unknown-ticket':
      return error.providerId;
    case 'task-invalid':
      return error.name;
    case 'task-unsupported':
    case 'task-over-limits':
    case 'task-stale':
    case 'task-unsolvable':
    case 'ticket-lost':
    case 'credentials-rejected':
    case 'funds-exhausted':
    case 'address-banned':
    case 'at-capacity':
    case 'rate-limited':
    case 'unreachable':
    case 'provider-unavailable':
    case 'outcome-unknown':
    case 'protocol-violated':
    case 'unclassified':
    case 'proxy-rejected':
    case 'report-refused':
      expectTypeOf(error.retryAfterMs).toEqualTypeOf<number | undefined>();
      return error.rawCode ?? error.providerId;
    default:
      return error satisfies never;
  }
}

declare const accepted: (context: CallContext) => Promise<Submission>;
declare const poll: () => Promise<PollResult>;
const declared = {
  pricing: { kind: 'per-solve' },
  limits: { firstWaitMs: 5_000, pollFloorMs: 5_000 },
  retention: {},
} as const;

/** `submit` sees the tasks of the declared types and no others. */
export function providersSeeWhatTheyDeclare(): void {
  const one = defineProvider({
    id: 'lead',
    service: 'lead',
    supports: { ...declared, taskTypes: { turnstile: taskSchemas.turnstile } },
    submit: async (task, context) => {
      expectTypeOf(task).toEqualTypeOf<{ readonly type: 'turnstile' } & TurnstileTask>();
      return accepted(context);
    },
    poll,
  });
  expectTypeOf(one).toEqualTypeOf<ProviderV1>();

  defineProvider({
    id: 'lead',
    service: 'lead',
    supports: {
      ...declared,
      taskTypes: { turnstile: taskSchemas.turnstile, image: taskSchemas.image },
    },
    async submit(task, context) {
      expectTypeOf(task.type).toEqualTypeOf<'turnstile' | 'image'>();
      if (task.type === 'image') expectTypeOf(task.image).toEqualTypeOf<ImageTask['image']>();
      // @ts-expect-error not declared
      if (task.type === 'recaptcha-v2') return accepted(context);
      return accepted(context);
    },
    poll,
  });

  const slider = z.object({ type: z.literal('slider-of-a-plug-in'), pageUrl: z.string() });
  defineProvider({
    id: 'plug-in',
    service: 'plug-in',
    supports: { ...declared, taskTypes: { 'slider-of-a-plug-in': slider } },
    submit: async ({ steps = 1 }, context) => {
      expectTypeOf(steps).toBeNumber();
      return accepted(context);
    },
    poll,
  });
}

/** A schema whose output is not the task of its type is refused, and so is a type that nobody knows. */
export function schemasPutOutTheirTasks(): void {
  const submit = async (_: Task, context: CallContext): Promise<Submission> => accepted(context);
  const names = { id: 'lead', service: 'lead', submit, poll } as const;
  const pageless = z.object({ type: z.literal('turnstile'), siteKey: z.string() });
  const { turnstile, image } = taskSchemas;
  defineProvider({ ...names, supports: { ...declared, taskTypes: { turnstile, image } } });
  // @ts-expect-error the output lacks the page
  defineProvider({ ...names, supports: { ...declared, taskTypes: { turnstile: pageless } } });
  // @ts-expect-error the output is the task of another type
  defineProvider({ ...names, supports: { ...declared, taskTypes: { turnstile: image } } });
  // @ts-expect-error nobody knows this type
  defineProvider({ ...names, supports: { ...declared, taskTypes: { turnstyle: turnstile } } });
}

/** A token knows what it stands for. */
export function tokensAreTyped(): void {
  expectTypeOf(resolveToken(container, ROUTER)).toEqualTypeOf<Router>();
  expectTypeOf(resolveToken(container, CLOCK)).toEqualTypeOf<Clock>();
}
