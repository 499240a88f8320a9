import type { LoadedConfig, QueueConfig } from '../../config/worker-config.ts';
import { memoryBook, type MemoryBook } from '../../control/__fixtures__/memory-book.ts';
import { scriptedStore } from '../../control/__fixtures__/scripted-store.ts';
import type { SeenWorker } from '../../store/worker-rows.ts';
import type { HappeningEvent, OpenFleet, WorkerParts } from '../worker-parts.ts';

/** Parts without a database, that remember what was made of them. */
export interface FakeParts extends WorkerParts {
  readonly book: MemoryBook;
  readonly statements: readonly string[];
  /** What happened, in order. */
  readonly log: readonly string[];
  readonly configs: readonly (QueueConfig | LoadedConfig)[];
  readonly emit: (event: HappeningEvent) => void;
  readonly endFleet: (why: Awaited<OpenFleet['over']>) => void;
}

export function fakeParts(workers: readonly SeenWorker[] = []): FakeParts {
  const book = memoryBook();
  const store = scriptedStore(workers);
  const log: string[] = [];
  const configs: (QueueConfig | LoadedConfig)[] = [];
  const over = Promise.withResolvers<Awaited<OpenFleet['over']>>();
  let listener: ((event: HappeningEvent) => void) | undefined;
  const queue = { jobs: book, store, close: async () => void log.push('close') };
  return {
    book,
    statements: store.statements,
    log,
    configs,
    emit: (event) => listener?.(event),
    endFleet: over.resolve,
    async openQueue(config) {
      configs.push(config);
      log.push('open queue');
      return queue;
    },
    async openLanes(config, onEvent) {
      configs.push(config);
      listener = onEvent;
      log.push('open lanes');
      return {
        ...queue,
        async drain({ drainMs }) {
          log.push(`drain ${drainMs}`);
          return { finished: 2, handedBack: 1 };
        },
      };
    },
    async openFleet(config, { configPath, onEvent }) {
      configs.push(config);
      listener = onEvent;
      log.push(`open fleet ${configPath ?? 'by the environment'}`);
      return {
        over: over.promise,
        drain: async () => void log.push('drain'),
        roll: async () => void log.push('roll'),
      };
    },
  };
}
