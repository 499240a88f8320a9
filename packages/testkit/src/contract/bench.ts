import type {
  CallContext,
  PollResult,
  ProviderV1,
  Submission,
  Task,
  Ticket,
} from '@understudy/core/provider';
import { seededRandom } from '@understudy/core/testing';

import type { CheckContext, CheckedCall } from './check-context.ts';
import { CheckFailure, SetUpFailure } from './check-failure.ts';
import { checkedCall } from './checked-call.ts';
import type { ContractOptions, CreateInit } from './contract-options.ts';
import { type Ending, valueOf } from './ending.ts';
import { shown } from './shown.ts';
import type { TaskSample } from './samples/task-sample.ts';
import type { CheckedService } from './wire/checked-service.ts';
import type { Line } from './wire/line.ts';
import type { CarriedRequest } from './wire/memory-line.ts';
import type { ServiceCallKind } from './wire/service-request.ts';
import type { ServiceWire } from './wire/service-wire.ts';
import type { Step } from './wire/step.ts';

export interface BenchInit {
  readonly options: ContractOptions;
  readonly wire: ServiceWire;
  readonly service: CheckedService;
  readonly line: Line;
  readonly seed: string;
  readonly samples: Readonly<Record<string, TaskSample>>;
  readonly sample: TaskSample;
  readonly textField: string | undefined;
  /** Tells the service of a description what is being submitted. */
  readonly onSubmitting: (sample: TaskSample) => void;
}

/** One provider before one service, for one check. */
export class Bench implements CheckContext {
  readonly #init: BenchInit;
  readonly #random: ReturnType<typeof seededRandom>;
  readonly provider: ProviderV1;
  readonly #created: ProviderV1[] = [];
  #calls = 0;
  #requestsBefore = 0;
  #acceptedBefore = 0;

  constructor(init: BenchInit) {
    this.#init = init;
    this.#random = seededRandom(init.seed);
    try {
      this.provider = this.create();
    } catch (cause) {
      throw new SetUpFailure(`the factory threw: ${shown(cause)}`, { cause });
    }
  }

  /** Counts requests and money anew. */
  startRound(): void {
    const { line, service } = this.#init;
    line.clearScript();
    this.#requestsBefore = line.requests.length;
    this.#acceptedBefore = service.acceptedCount;
  }

  get line(): 'memory' | 'sockets' {
    return this.#init.line.kind;
  }

  get clock(): CheckContext['clock'] {
    return this.#init.line.clock;
  }

  get wire(): ServiceWire {
    return this.#init.wire;
  }

  get apiKey(): string {
    return this.#init.service.apiKey;
  }

  get otherApiKey(): string {
    return this.#init.service.otherApiKey;
  }

  get baseUrl(): string {
    return this.#init.line.baseUrl;
  }

  async distrustedUrl(): Promise<string | undefined> {
    return await this.#init.line.distrustedUrl();
  }

  get samples(): Readonly<Record<string, TaskSample>> {
    return this.#init.samples;
  }

  get sample(): TaskSample {
    return this.#init.sample;
  }

  get textField(): string | undefined {
    return this.#init.textField;
  }

  get requests(): readonly CarriedRequest[] {
    return this.#init.line.requests.slice(this.#requestsBefore);
  }

  get acceptedCount(): number {
    return this.#init.service.acceptedCount - this.#acceptedBefore;
  }

  get closedCount(): number {
    return this.#init.line.closedCount;
  }

  countOf(kind: ServiceCallKind): number {
    const { service } = this.#init;
    return this.requests.filter(({ request }) => service.read(request)?.kind === kind).length;
  }

  script(...steps: readonly Step[]): void {
    this.#init.line.script(steps);
  }

  async ready(): Promise<void> {
    await this.#init.line.ready();
  }

  create(overrides: Partial<Pick<CreateInit, 'apiKey' | 'baseUrl' | 'options'>> = {}): ProviderV1 {
    const { options, line } = this.#init;
    const provider = options.create({
      baseUrl: line.baseUrl,
      apiKey: this.apiKey,
      transport: line.transport,
      clock: line.clock,
      random: this.#random,
      options: {},
      ...overrides,
    });
    this.#created.push(provider);
    return provider;
  }

  call(overrides: Partial<CallContext> = {}): CheckedCall {
    this.#calls += 1;
    const terms = { clock: this.clock, random: this.#random, attemptId: `attempt-${this.#calls}` };
    return checkedCall(terms, overrides);
  }

  async ending<T>(promise: Promise<T>): Promise<Ending<T>> {
    return await this.#init.line.ending(promise);
  }

  async stillWaits(promise: Promise<unknown>): Promise<boolean> {
    return await this.#init.line.stillWaits(promise);
  }

  async submit(
    sample: TaskSample = this.sample,
    provider: ProviderV1 = this.provider,
  ): Promise<Ending<Submission>> {
    const task = await this.taskOf(sample);
    this.#init.onSubmitting(sample);
    return await this.ending(started(() => provider.submit(task, this.call().context)));
  }

  async poll(ticket: Ticket, provider: ProviderV1 = this.provider): Promise<Ending<PollResult>> {
    return await this.ending(started(() => provider.poll(ticket, this.call().context)));
  }

  async ticketOf(sample?: TaskSample, provider?: ProviderV1): Promise<Ticket> {
    const submission = valueOf(await this.submit(sample, provider), 'a sound submit');
    if (submission.ticket !== undefined) return submission.ticket;
    throw new CheckFailure(`a sound submit gave no ticket: ${shown(submission)}`);
  }

  async taskOf({ task }: TaskSample): Promise<Task> {
    const schema = this.provider.supports.taskTypes[task.type];
    const result = await schema?.['~standard'].validate(task);
    if (result === undefined || result.issues !== undefined) {
      const why = result?.issues?.[0]?.message ?? 'the type is not declared';
      throw new CheckFailure(`the schema of "${task.type}" refuses the sample: ${why}`);
    }
    // What a declared schema puts out is what the provider is handed.
    return result.value as Task;
  }

  /** Ends the line. In memory a provider holds nothing: it was given its transport. */
  async dispose(): Promise<void> {
    const { line } = this.#init;
    if (line.kind === 'sockets') {
      for (const provider of this.#created) await line.ending(closed(provider));
    }
    await line.close();
  }

  async finishAll(): Promise<void> {
    await this.#init.service.finishAll();
  }
}

/** A provider may throw before it has returned a promise: that is a rejection all the same. */
async function started<T>(call: () => Promise<T>): Promise<T> {
  return await call();
}

const closed = async (provider: ProviderV1): Promise<void> => await provider.close?.();
