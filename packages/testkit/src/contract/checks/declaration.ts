import { OptionsInvalidError, type ProviderV1 } from '@understudy/core/provider';

import { withTraps } from '../../seams/global-traps.ts';
import type { Check } from '../check.ts';
import type { CheckContext } from '../check-context.ts';
import { CheckFailure, CheckSkipped } from '../check-failure.ts';
import { valueOf } from '../ending.ts';
import { expectEqual, expectThat } from '../expectations.ts';
import { shown } from '../shown.ts';
import { showsSecret } from '../shows-secret.ts';
import { tour } from '../tour.ts';

/** All of a declaration that can be compared: schemas are functions. */
const declarationOf = ({ id, service, specificationVersion, supports }: ProviderV1): string =>
  JSON.stringify({
    id,
    service,
    specificationVersion,
    supports: { ...supports, taskTypes: Object.keys(supports.taskTypes) },
  });

/** The error that a factory throws, or undefined. */
function thrownBy(make: () => unknown): unknown {
  try {
    make();
    return undefined;
  } catch (error) {
    return error;
  }
}

const durationsOf = (declared: unknown): readonly unknown[] =>
  typeof declared === 'object' && declared !== null ? Object.values(declared) : [declared];

const isDuration = (value: unknown): boolean =>
  typeof value === 'number' && value >= 0 && value < Infinity;

/** What a provider says of itself. */
export const declarationChecks: readonly Check[] = [
  {
    id: 'A01',
    title: 'declares itself wholly, and the same in every instance at any time',
    why: 'the router plans by the declaration: what is missing or changes is planned wrongly',
    fix: 'declare id, service, taskTypes, pricing, limits and retention as constants',
    severity: 'robustness',
    run: async (context) => {
      const { provider } = context;
      const before = declarationOf(provider);
      const { specificationVersion, id, service, supports } = provider;
      expectEqual(specificationVersion, 'v1', '"specificationVersion"');
      for (const text of [id, service])
        expectThat(typeof text === 'string' && text !== '', '"id" and "service" must be texts');
      expectThat(
        ['per-solve', 'slots'].includes(supports.pricing?.kind),
        '"supports.pricing" names no kind',
      );
      for (const name of ['firstWaitMs', 'pollFloorMs'] as const) {
        const durations = durationsOf(supports.limits?.[name]);
        expectThat(
          durations.every(isDuration),
          `"supports.limits.${name}" is ${shown(supports.limits?.[name])}`,
        );
      }
      expectThat(typeof supports.retention === 'object', '"supports.retention" is missing');
      const batches = supports.batchPoll !== undefined;
      expectThat(
        !batches || provider.pollMany !== undefined,
        '"supports.batchPoll" is declared without pollMany',
      );
      await tour(context);
      expectEqual(declarationOf(provider), before, 'the declaration after use');
      expectEqual(declarationOf(context.create()), before, 'the declaration of another instance');
    },
  },
  {
    id: 'A02',
    title: 'sends nothing and starts nothing when it is made',
    why: 'importing a module must cost nothing, and no timer may keep a process alive',
    fix: 'open connections with the first request',
    severity: 'robustness',
    needs: ['no-socket'],
    run: async (context) => {
      const { used } = await withTraps(async () => context.create());
      expectThat(used.length === 0, `the factory used ${used.map(({ name }) => name).join(', ')}`);
      expectEqual(context.requests.length, 0, 'requests sent by the factory');
    },
  },
  {
    id: 'A03',
    title: 'refuses an option that it does not know',
    why: 'a misspelt option is not heeded, and nobody hears of it',
    fix: 'check options by parseOptions and strictObject; spread `options` in `create`',
    severity: 'comfort',
    run: async (context) => {
      if (!isSpreading(context))
        throw new CheckSkipped('`create` does not spread `options` into those of the factory');
      const error = thrownBy(() => context.create({ options: { noSuchOption: 1 } }));
      expectThat(error !== undefined, 'an unknown option was taken');
      expectThat(OptionsInvalidError.isInstance(error), `an unknown option led to ${shown(error)}`);
      expectThat(
        String(Object(error).message).includes('noSuchOption'),
        'the error does not name the option',
      );
    },
  },
  {
    id: 'A04',
    title: 'reaches a base URL with a slash at its end, and one with a path',
    why: 'mirrors and proxies have paths: a request beside them finds nobody',
    fix: 'join base and path by hand, or by `new URL("./v1/tasks", base + "/")`',
    severity: 'comfort',
    run: async (context) => {
      for (const baseUrl of [
        `${context.baseUrl}/`,
        `${context.baseUrl}/behind/a/proxy`,
        `${context.baseUrl}/behind/a/proxy/`,
      ]) {
        const provider = context.create({ baseUrl });
        valueOf(await context.submit(context.sample, provider), `a submit to ${baseUrl}`);
        const path = new URL(context.requests.at(-1)?.url ?? '').pathname;
        expectThat(!path.includes('//'), `a doubled slash in ${path}`);
        const isBelow = path.startsWith(new URL(baseUrl).pathname);
        expectThat(isBelow, `${path} is not below ${new URL(baseUrl).pathname}`);
      }
    },
  },
  {
    id: 'A05',
    title: 'can do what it declares: every task type is accepted by the service',
    why: 'the router sends what is declared, and remembers a refusal for 6 hours',
    fix: 'declare the types that the adapter can send, and no others; give a sample for types of your own',
    severity: 'wrong-answer',
    run: async (context) => {
      for (const type of Object.keys(context.provider.supports.taskTypes)) {
        const sample = context.samples[type];
        // A method of the service's own, which nobody but its author can know.
        if (sample === undefined && type === 'raw') continue;
        if (sample === undefined)
          throw new CheckFailure(`"${type}" is declared, and there is no sample of it`);
        valueOf(await context.submit(sample), `a submit of "${type}"`);
        expectEqual(
          context.acceptedCount,
          1 + Object.keys(context.samples).indexOf(type),
          `tasks accepted up to "${type}"`,
        );
      }
    },
  },
  {
    id: 'A06',
    title: 'refuses an empty key at once, and says so without it',
    why: 'a variable that is not set shows as a rejected key hours later',
    fix: 'check the key in the factory, and name the option',
    severity: 'comfort',
    run: async (context) => {
      for (const apiKey of ['', '   ']) {
        const error = thrownBy(() => context.create({ apiKey }));
        expectThat(OptionsInvalidError.isInstance(error), `an empty key led to ${shown(error)}`);
      }
    },
  },
  {
    id: 'A07',
    title: 'shows its key neither in itself nor in JSON',
    why: 'providers are printed by whoever looks for a fault',
    fix: 'keep the key in a #private field or a closure',
    severity: 'secret',
    run: async (context) => {
      // The schemas know no key, and are large.
      const { supports, ...rest } = context.provider;
      const shownOf = [rest, { ...supports, taskTypes: Object.keys(supports.taskTypes) }];
      expectThat(
        shownOf.every((value) => !showsSecret(value, context.apiKey)),
        'the provider shows the key when it is printed',
      );
    },
  },
];

/** Whether `create` looks at `options` at all. */
function isSpreading(context: CheckContext): boolean {
  let isRead = false;
  const options = new Proxy(
    {},
    {
      ownKeys: () => {
        isRead = true;
        return [];
      },
    },
  );
  thrownBy(() => context.create({ options }));
  return isRead;
}
