import type { Transport } from '@understudy/core/provider';
import { VirtualClock } from '@understudy/core/testing';

import type { Ending } from '../ending.ts';
import { aboutAsked } from './asked-id.ts';
import type { CheckedService } from './checked-service.ts';
import type { Line } from './line.ts';
import { type CarriedRequest, memoryLine } from './memory-line.ts';
import { watched } from './settled.ts';
import type { Step } from './step.ts';

const baseUrl = 'https://solver.test';
/** Turns of the event loop in which everything happens that needs no time; a system call may take a few. */
const turns = 100;
/** A provider that waits by the clock is given two minutes, which cost nothing. */
const stepsOfTime = 12;
const stepMs = 10_000;

/** A line in memory, on a clock that stands still unless somebody waits for it. */
export function virtualLine(service: CheckedService): Line {
  const clock = new VirtualClock();
  const requests: CarriedRequest[] = [];
  let steps: Step[] = [];
  let closedCount = 0;
  const carrier = memoryLine({
    clock,
    nextStep: () => steps.shift() ?? { kind: 'serve' },
    onRequest: (carried) => void requests.push(carried),
    serve: (request) => service.handle(request),
    aboutAsked: (reply, request) => aboutAsked(reply, { request, read: service.read }),
    basePath: '/behind/a/proxy',
  });
  const transport: Transport = { ...carrier, close: async () => void (closedCount += 1) };
  return {
    kind: 'memory',
    baseUrl,
    distrustedUrl: async () => undefined,
    transport,
    clock,
    requests,
    get closedCount() {
      return closedCount;
    },
    script: (added) => void steps.push(...added),
    ready: async () => undefined,
    clearScript: () => (steps = []),
    ending: async (promise) => {
      const look = watched(promise);
      for (let step = 0; step <= stepsOfTime; step += 1) {
        const ending = await afterTurns(look);
        if (ending.kind !== 'hangs') return ending;
        await clock.advance(stepMs);
      }
      return look();
    },
    stillWaits: async (promise) => (await afterTurns(watched(promise))).kind === 'hangs',
    close: async () => undefined,
  };

  async function afterTurns<T>(look: () => Ending<T>): Promise<Ending<T>> {
    for (let turn = 0; turn < turns && look().kind === 'hangs'; turn += 1) await clock.settle();
    return look();
  }
}
