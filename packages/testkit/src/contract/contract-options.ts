import type { Clock, ProviderV1, Random, Transport } from '@understudy/core/provider';

import type { DialectName } from '../dialects/dialects.ts';
import type { TaskSample } from './samples/task-sample.ts';
import type { CheckedFakeOptions } from './wire/fake-service.ts';
import type { ServiceWire } from './wire/service-wire.ts';

/** What the suite hands to the factory of a provider. */
export interface CreateInit {
  /** Where the service answers; without a slash at the end unless a check tries one. */
  readonly baseUrl: string;
  /** Empty where a check looks whether that is refused. */
  readonly apiKey: string;
  /** Absent over sockets: the provider then uses what it would use anyway. */
  readonly transport: Transport | undefined;
  /** Also in every call's context; for clients that need one of their own. */
  readonly clock: Clock;
  readonly random: Random;
  /** Options that a check adds, most of the time none: spread them last into those of the factory. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** A provider to be checked, and the service that it is for. */
export interface ContractOptions {
  /** Names the provider in reports. */
  readonly name: string;
  readonly create: (init: CreateInit) => ProviderV1;
  /** The language of the service, where the fake speaks it. */
  readonly dialect?: DialectName | undefined;
  /** How the service answers, where the fake does not speak its language. */
  readonly wire?: ServiceWire | undefined;
  /** Beside `dialect`: what the service means by its words, where it differs from its family. */
  readonly words?: ServiceWire['words'] | undefined;
  /** Beside `dialect`: whether a task that nobody could solve is paid for. @default 'never' */
  readonly unsolvableCharged?: ServiceWire['unsolvableCharged'];
  /** Beside `dialect`: how the fake behaves. */
  readonly fake?: CheckedFakeOptions | undefined;
  /** A task for each type of your own, and for others in place of the suite's. */
  readonly samples?: Readonly<Record<string, TaskSample>> | undefined;
  /** The type that most checks are made with. @default the first declared of turnstile, reCAPTCHA, … */
  readonly taskType?: string | undefined;
  /** Whether the provider sends by the transport that it is given, or by a client of its own. @default 'injected' */
  readonly httpClient?: 'injected' | 'own' | undefined;
  /** Checks that must fail, with the reason: one that passes is red. */
  readonly expectFailures?: Readonly<Record<string, string>> | undefined;
  /** Ids of checks, or letters of groups. @default all */
  readonly only?: readonly string[] | undefined;
  /** Repeats the groups E and F over loopback sockets. @default false */
  readonly real?: boolean | undefined;
  /** @default '1' */
  readonly seed?: string | number | undefined;
}
