import { startFakeProvider } from '@understudy/testkit';

/** The fake service that every client meets, in a process of its own so that its CPU time is not counted. */
const fake = await startFakeProvider({
  dialect: 'createTask',
  seed: 'bench',
  // One of the clients takes ids for numbers.
  ids: 'integer',
  balance: 1_000_000,
  solveTime: { kind: 'constant', ms: Number(process.argv[2]) },
});
process.on('disconnect', () => process.exit());
process.send?.({ url: fake.url, apiKey: fake.apiKey });
