import type { ProviderV1 } from '@understudy/core/provider';

import { Bench } from './bench.ts';
import type { CapabilityTerms } from './capabilities.ts';
import { SetUpFailure } from './check-failure.ts';
import type { ContractOptions } from './contract-options.ts';
import { knownSamples, textFields } from './samples/known-samples.ts';
import type { TaskSample } from './samples/task-sample.ts';
import type { CheckedService } from './wire/checked-service.ts';
import { captchaaiWords, commonWords } from './wire/common-words.ts';
import { createTaskWords } from './wire/create-task-wire.ts';
import { fakeService } from './wire/fake-service.ts';
import { inPhpWords } from './wire/in-php-wire.ts';
import { ownService } from './wire/own-service.ts';
import type { ServiceWire } from './wire/service-wire.ts';
import { socketLine } from './wire/socket-line.ts';
import { virtualLine } from './wire/virtual-line.ts';

/** Makes benches: each check has a provider, a service and a line of its own. */
export interface BenchMaker {
  readonly terms: CapabilityTerms;
  make(): Promise<Bench>;
}

/** Which line, and what it draws from. */
export interface BenchTerms {
  readonly line: 'memory' | 'sockets';
  readonly seed: string;
}

/** Rejects with a `SetUpFailure` when not even a sound submit reaches the service. */
export async function benchMaker(
  options: ContractOptions,
  { line: kind, seed }: BenchTerms,
): Promise<BenchMaker> {
  const wire = wireOf(options);
  const all = { ...knownSamples, ...options.samples };
  const first = await makeBench({});
  const declared = Object.keys(first.provider.supports?.taskTypes ?? {});
  const samples = Object.fromEntries(
    declared.flatMap((type) => (all[type] === undefined ? [] : [[type, all[type]]])),
  );
  await first.dispose();
  const terms = { provider: first.provider, wire, samples, line: kind };
  const maker: BenchMaker = { terms, make: async () => await makeBench(samples) };
  if (kind === 'memory') await refuseSilence(await maker.make(), terms.provider);
  return maker;

  async function makeBench(known: Readonly<Record<string, TaskSample>>): Promise<Bench> {
    let submitted = mainSample(known, options.taskType);
    const service = serviceOf(options, { wire, seed, submitted: () => submitted });
    const line = kind === 'memory' ? virtualLine(service) : await socketLine(service);
    try {
      return new Bench({
        options,
        wire: { ...wire, read: (request) => service.read(request) },
        service,
        line,
        seed,
        samples: known,
        sample: submitted,
        textField: textFieldOf(submitted),
        onSubmitting: (sample) => (submitted = sample),
      });
    } catch (error) {
      // Nobody else knows of it, and a port that is listened on keeps the process alive.
      await line.close();
      throw error;
    }
  }
}

/** Of the types that there is a sample for, the one whose answer is a plain text. */
function mainSample(
  samples: Readonly<Record<string, TaskSample>>,
  taskType: string | undefined,
): TaskSample {
  const wanted = taskType === undefined ? Object.keys(textFields) : [taskType];
  const type = wanted.find((name) => samples[name] !== undefined) ?? Object.keys(samples)[0] ?? '';
  return samples[type] ?? { task: { type } };
}

const textFieldOf = ({ task, answer }: TaskSample): string | undefined =>
  answer === undefined ? textFields[task.type] : undefined;

function wireOf(options: ContractOptions): ServiceWire {
  const { wire, dialect, words, unsolvableCharged } = options;
  if (wire !== undefined) return wire;
  const known = dialect === 'captchaai' ? captchaaiWords : commonWords;
  const describe = dialect === 'createTask' ? createTaskWords : inPhpWords;
  // The fake reads the requests.
  return { ...describe({ ...known, ...words }), unsolvableCharged, read: () => undefined };
}

interface ServiceTerms {
  readonly wire: ServiceWire;
  readonly seed: string;
  readonly submitted: () => TaskSample;
}

const serviceOf = (options: ContractOptions, terms: ServiceTerms): CheckedService =>
  options.dialect === undefined
    ? ownService(terms)
    : fakeService({ dialect: options.dialect, seed: terms.seed, ...options.fake });

/** A provider with a client of its own would be checked for nothing. */
async function refuseSilence(bench: Bench, provider: ProviderV1): Promise<void> {
  if (Object.keys(bench.samples).length === 0) {
    throw new SetUpFailure('no declared type has a sample: give "samples"');
  }
  const ending = await bench.submit().catch(() => undefined);
  if (bench.requests.length > 0) return;
  const saw = ending?.kind === 'rejected' ? `: ${String(ending.error)}` : '';
  throw new SetUpFailure(
    `${provider.id} sent nothing by the transport that it was given${saw}; pass it on, or say httpClient: 'own'`,
  );
}
