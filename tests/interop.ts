import { assertClean, startFakeProvider } from '@understudy/testkit';

import { antiCaptchaClient } from './interop/anti-captcha.ts';
import { capMonsterClient } from './interop/capmonster.ts';
import type { InteropClient } from './interop/interop-client.ts';
import { allowLoopbackOnly } from './interop/loopback-only.ts';
import { ruCaptchaClient } from './interop/ru-captcha.ts';

/**
 * `npm run interop`: clients that other people wrote, unmodified, against a fake of their service each, all at the same
 * time. One line for each client and step, and a last line that says how it went.
 */
const clients = [capMonsterClient, antiCaptchaClient, ruCaptchaClient];
const limitMs = 60_000;

interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

/** A step after one that failed has nothing to go on. */
async function drive({ name, dialect, steps }: InteropClient): Promise<Outcome> {
  await using fake = await startFakeProvider({
    dialect,
    seed: name,
    ids: dialect === 'createTask' ? 'integer' : 'string',
    solveTime: { kind: 'constant', ms: 1_000 },
  });
  const judge = {
    name: 'nothing paid twice, nothing lost',
    run: async () => {
      assertClean(fake.journal.noDoublePayment());
      assertClean(fake.journal.nothingLost());
    },
  };
  let passed = 0;
  for (const step of [...steps(fake), judge]) {
    try {
      await step.run();
    } catch (error) {
      console.log(`failed  ${name}  ${step.name}\n${String(error)}`);
      return { passed, failed: 1 };
    }
    console.log(`ok      ${name}  ${step.name}`);
    passed += 1;
  }
  return { passed, failed: 0 };
}

function finish(outcomes: readonly Outcome[]): never {
  const sum = (field: keyof Outcome): number =>
    outcomes.reduce((total, outcome) => total + outcome[field], 0);
  const failed = sum('failed');
  console.log(
    `interop: ${clients.length} clients · ${sum('passed')} steps passed · ${failed} failed`,
  );
  process.exit(failed === 0 ? 0 : 1);
}

allowLoopbackOnly();
const outcomes: Outcome[] = [];
setTimeout(() => {
  console.log(`failed  after ${limitMs / 1_000} s a client is still at work`);
  finish([...outcomes, { passed: 0, failed: 1 }]);
}, limitMs);
await Promise.all(clients.map(async (client) => outcomes.push(await drive(client))));
finish(outcomes);
