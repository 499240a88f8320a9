import {
  OptionsInvalidError,
  parseOptions,
  strictObject,
  type Transport,
} from '@understudy/core/provider';
import * as z from 'zod';

import { kindsIn } from '../faults/kinds-in.ts';
import type { FakeEngine } from '../fake/fake-engine.ts';
import type { FakeSettings } from '../fake/fake-settings.ts';
import type { ListenerOutlook, ListenerState } from '../faults/listener-state.ts';
import { MemoryTransport, type MemoryTransportOptions } from './memory-transport.ts';

const optionsSchema = strictObject({ connectTimeoutMs: z.int().positive().default(10_000) });

/** Faults that need what is not there without sockets. */
const impossible: ReadonlyMap<string, string> = new Map([
  ['proxy-407', 'a transport in memory goes through no proxy'],
]);

/** A fake's engine behind transports in memory. */
export class MemoryFace {
  readonly #engine: FakeEngine;
  readonly #settings: Pick<FakeSettings, 'clock'>;
  readonly #transports: MemoryTransport[] = [];
  #state: ListenerState = 'open';

  constructor(engine: FakeEngine, settings: Pick<FakeSettings, 'clock'>) {
    this.#engine = engine;
    this.#settings = settings;
  }

  transport(options: MemoryTransportOptions = {}): Transport {
    const { connectTimeoutMs } = parseOptions(optionsSchema, options, 'transport');
    refuseImpossible(this.#engine.rules.map(({ rule }) => rule));
    const { clock } = this.#settings;
    const engine = this.#engine;
    engine.onRulesChanged = () => {
      for (const transport of this.#transports) transport.look();
    };
    const onListener = (outlook: ListenerOutlook): void => this.#note(outlook);
    const transport = new MemoryTransport({ engine, clock, connectTimeoutMs, onListener });
    this.#transports.push(transport);
    return transport;
  }

  /** @throws {OptionsInvalidError} when a rule cannot be had by the transports that there are. */
  admit(rules: readonly unknown[]): void {
    if (this.#transports.length > 0) refuseImpossible(rules);
  }

  #note({ state, rule }: ListenerOutlook): void {
    if (state === this.#state) return;
    this.#state = state;
    const entry = { kind: 'listener-changed', subject: 'listener', state, rule } as const;
    this.#engine.log.append(this.#engine.present(), entry);
  }
}

/** A fault that nobody would see must not be asked for in vain. */
function refuseImpossible(rules: readonly unknown[]): void {
  for (const kind of kindsIn(rules)) {
    const why = impossible.get(kind);
    if (why === undefined) continue;
    const message = `"${kind}" cannot be had: ${why}; startFakeProvider can make it`;
    throw new OptionsInvalidError({ option: 'rules', message });
  }
}
