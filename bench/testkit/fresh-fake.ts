import { startFakeProvider } from '@understudy/testkit';

/** A fake for one test, from nothing to nothing. */
export async function freshFakeMs(): Promise<number> {
  const at = performance.now();
  const fake = await startFakeProvider({ seed: 'bench' });
  await fake.close();
  return performance.now() - at;
}
