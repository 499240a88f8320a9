import { openWorkers } from '@understudy/worker';
import { compatible } from '@understudy/provider-compatible';
import { startFakeProvider } from '@understudy/testkit';
import { startPostgres } from './postgres/postgres-cluster.ts';
const t0 = performance.now();
const pg = await startPostgres();
console.log('cluster', performance.now() - t0);
const fake = await startFakeProvider({ seed: 1, solveTime: { kind: 'constant', ms: 300 } });
const t = performance.now();
const w = await openWorkers({ database: { engine: 'postgres', connectionString: pg.database('one') }, onEvent: (e) => console.log(JSON.stringify(e).slice(0,160)), router: { providers: [compatible({ profile: '2captcha', apiKey: fake.apiKey, baseUrl: fake.url, timing: { firstWaitMs: 100, pollFloorMs: 100 } })] } });
console.log('open', performance.now() - t);
const e = await w.jobs.enqueue({ type: 'turnstile', siteKey: '0x4', pageUrl: 'https://shop.example/login' });
console.log((await w.jobs.wait(e.jobId, { timeoutMs: 10_000 })).providerId);
for (const n of [1,2,3]) { const t = performance.now(); const many = await w.jobs.enqueueMany(Array.from({length: 1000}, (_, i) => ({ task: { type: 'turnstile', siteKey: '0x4', pageUrl: `https://shop.example/${n}/${i}` } } as const))); console.log('bulk 1000', performance.now() - t); }
const t3 = performance.now(); for (let i=0;i<200;i++) await w.jobs.enqueue({ type: 'turnstile', siteKey: '0x4', pageUrl: `https://shop.example/one/${i}` }); console.log('200 one by one', performance.now() - t3);
console.log(await w.jobs.counts());
const t2 = performance.now(); console.log(await w.drain({ drainMs: 300 })); await w.close(); console.log('closed', performance.now() - t2);
await fake.close(); pg.remove();
