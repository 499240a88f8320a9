import { availableParallelism } from 'node:os';

import { defineConfig } from 'vitest/config';

const ignored = ['**/node_modules/**', '**/dist/**'];

export default defineConfig({
  test: {
    // One less than there are would leave one of two idle.
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          name: 'pure',
          // Nothing is shared that a test changes, and most of the time went into loading modules anew.
          isolate: false,
          // Nothing here sleeps; on a machine that is busy with the drawn worlds, loading modules alone takes seconds.
          testTimeout: 30_000,
          // An embedded database takes seconds to begin; each test process has one, and each test empties it.
          hookTimeout: 60_000,
          include: ['packages/*/src/**/*.test.ts', 'tests/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: [...ignored, '**/*.wire.test.ts', '**/*.sockets.test.ts'],
        },
      },
      {
        test: {
          name: 'wire',
          include: ['packages/*/src/**/*.wire.test.ts'],
          exclude: ignored,
          setupFiles: ['tests/refuse-the-network.ts'],
        },
      },
      {
        test: {
          name: 'sockets',
          include: ['packages/*/src/**/*.sockets.test.ts', 'tests/**/*.sockets.test.ts'],
          exclude: ignored,
          fileParallelism: false,
          testTimeout: 30_000,
        },
      },
    ],
  },
});
