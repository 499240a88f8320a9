import type { KitMutant } from './mutant.ts';

const testkit = (path: string): string => `packages/testkit/src/${path}`;

/** Ways to break the test kit, by the numbers of the plan: mistakes that other tools have made, and the tests that notice. */
export const kitMutants: readonly KitMutant[] = [
  {
    id: 'T1',
    breaks: 'takes a seed and draws without it',
    file: testkit('core/draws.ts'),
    find: 'JSON.stringify([seed, stream, key, call])',
    replace: 'JSON.stringify([stream, key, call])',
    killedBy: { file: testkit('core/draws.test.ts'), title: 'shares no draw between two seeds' },
  },
  {
    id: 'T2',
    breaks: 'closes politely where it should reset',
    file: testkit('http/reset-socket.ts'),
    find: '(carrier ?? socket).resetAndDestroy();',
    replace: '(carrier ?? socket).destroy();',
    killedBy: {
      file: testkit('http/faults.sockets.test.ts'),
      title: 'reset-before-headers is a RST, and nothing was bought',
    },
  },
  {
    id: 'T3',
    breaks: 'fails in memory with another code than on the wire',
    file: testkit('memory/connect-in-memory.ts'),
    find: "{ kind: 'broken', code: 'UND_ERR_SOCKET' }",
    replace: "{ kind: 'broken', code: 'ECONNRESET' }",
    killedBy: {
      file: testkit('memory/parity.sockets.test.ts'),
      title: 'ends as undiciTransport over loopback does under N04',
    },
  },
  {
    id: 'T4',
    breaks: 'counts an answer as delivered though its reply was lost',
    file: testkit('core/handled-of.ts'),
    find: `    lost: (now, why) => {
      service.table.advance(now);`,
    replace: `    lost: (now, why) => {
      service.table.advance(now);
      if (answer !== undefined) recordDelivery(answer, { log, now, request });`,
    killedBy: {
      file: testkit('http/faults.sockets.test.ts'),
      title: 'does not count an answer as delivered when the client has gone',
    },
  },
  {
    id: 'T5',
    breaks: 'lets time pass while somebody still has work to do',
    file: 'packages/core/src/testing/virtual-clock.ts',
    find: 'await new Promise<void>((resolve) => realSetImmediate(resolve));',
    replace: 'await Promise.resolve();',
    killedBy: {
      file: 'packages/core/src/testing/virtual-clock.test.ts',
      title: 'lets everybody finish who needs no time before it wakes the next',
    },
  },
  {
    id: 'T6',
    breaks: 'asks the oldest rule first',
    file: testkit('faults/rule-book.ts'),
    find: 'this.#entries = [...added, ...this.#entries];',
    replace: 'this.#entries = [...this.#entries, ...added];',
    killedBy: {
      file: testkit('faults/rule-book.test.ts'),
      title: 'asks later additions before earlier ones',
    },
  },
  {
    id: 'T7',
    breaks: 'draws once for a connection instead of for each request',
    file: testkit('faults/rule-book.ts'),
    find: 'stream: `${name}/${endpoint}`, key: subject, call: nth }',
    replace: "stream: `${name}/${endpoint}`, key: 'connection', call: 1 }",
    killedBy: {
      file: testkit('http/faults.sockets.test.ts'),
      title: 'draws a brownout for each request, not for each connection',
    },
  },
  {
    id: 'T8',
    breaks: 'is locked out by the outage that it made',
    file: testkit('admin/admin-server.ts'),
    find: '    const body = await readJson(request, chosen.route.maxBodyBytes);',
    replace: `    if (target.listenerState !== 'open') throw new Error('refused');
    const body = await readJson(request, chosen.route.maxBodyBytes);`,
    killedBy: {
      file: testkit('admin/admin.sockets.test.ts'),
      title: 'answers while the fake refuses every connection',
    },
  },
];
