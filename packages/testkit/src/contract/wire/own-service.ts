import type { WireReply } from '../../dialects/wire.ts';
import type { TaskSample } from '../samples/task-sample.ts';
import type { CheckedService } from './checked-service.ts';
import type { ReadRequest, ServiceRequest } from './service-request.ts';
import { meaningOf, type ServiceWire, type SolvedAtService } from './service-wire.ts';
import { replyOf, type WireAnswer } from './wire-answer.ts';

interface OwnTask {
  readonly id: string;
  readonly apiKey: string;
  readonly sample: TaskSample;
  isSolved: boolean;
}

export interface OwnServiceInit {
  readonly wire: ServiceWire;
  readonly seed: string;
  /** The sample whose task was submitted last, so that the service knows what it was asked. */
  readonly submitted: () => TaskSample;
}

/** A small sound service for a protocol that the fake does not speak, made of its description. */
export function ownService({ wire, seed, submitted }: OwnServiceInit): CheckedService {
  const tasks = new Map<string, OwnTask>();
  const apiKey = `key-${seed}-of-the-contract-suite`;
  const otherApiKey = `another-${seed}-of-the-contract-suite`;
  const keyWord = wordFor('credentials-rejected');
  const lostWord = wordFor('ticket-lost');
  return {
    apiKey,
    otherApiKey,
    get acceptedCount() {
      return tasks.size;
    },
    read: (request) => wire.read(request),
    handle: (request) => handle(request),
    finishAll: async () => {
      for (const task of tasks.values()) task.isSolved = true;
    },
  };

  function handle(request: ServiceRequest): WireReply {
    const read = wire.read(request);
    return replyOf(read === undefined ? { text: 'not found', status: 404 } : answerTo(read));
  }

  function answerTo(read: ReadRequest): WireAnswer {
    const key = read.apiKey ?? apiKey;
    if (key !== apiKey && key !== otherApiKey) return wire.refused(keyWord);
    switch (read.kind) {
      case 'submit': {
        const nth = tasks.size + 1;
        const id = wire.idOf?.(nth) ?? `${seed}-${nth}`;
        tasks.set(id, { id, apiKey: key, sample: submitted(), isSolved: false });
        return wire.accepted({ id });
      }
      case 'poll':
        return read.isBatch === true ? batchOf(read.ids ?? [], key) : pollOf(read.ids?.[0], key);
      case 'report':
        return taskOf(read.ids?.[0], key) === undefined
          ? wire.refused(lostWord)
          : (wire.reported?.() ?? wire.refused(lostWord));
      case 'balance':
        return wire.balance?.({ amount: 12.5 }) ?? wire.refused(lostWord);
      case 'capacity':
        return wire.capacity?.({ slots: 10, busy: 3 }) ?? wire.refused(lostWord);
      case 'free':
        return { json: {} };
    }
  }

  function pollOf(id: string | undefined, key: string): WireAnswer {
    const task = taskOf(id, key);
    if (task === undefined) return wire.lost?.({ id: id ?? '' })[0] ?? wire.refused(lostWord);
    return task.isSolved ? wire.solved(solvedOf(task)) : wire.pending({ id: task.id });
  }

  function batchOf(ids: readonly string[], key: string): WireAnswer {
    const lines = ids.map((id) => {
      const task = taskOf(id, key);
      if (task === undefined) return { status: 'absent', id } as const;
      return task.isSolved
        ? ({ status: 'solved', ...solvedOf(task) } as const)
        : ({ status: 'pending', id } as const);
    });
    return wire.batch?.(lines) ?? wire.refused(lostWord);
  }

  function taskOf(id: string | undefined, key: string): OwnTask | undefined {
    const task = tasks.get(id ?? '');
    return task?.apiKey === key ? task : undefined;
  }

  function wordFor(code: string): string {
    return Object.keys(wire.words).find((word) => meaningOf(wire, word)?.code === code) ?? code;
  }
}

const solvedOf = ({ id, sample }: OwnTask): SolvedAtService => ({
  id,
  taskType: sample.task.type,
  answer: sample.answer ?? `answer-of-${id}`,
});
