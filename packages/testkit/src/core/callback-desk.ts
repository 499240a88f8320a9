import type { Dialect } from '../dialects/dialect.ts';
import type { CallbackWords, OutgoingCallback } from '../dialects/callback-request.ts';
import type { WireStyle } from '../dialects/wire-style.ts';
import type { CallbackFault } from '../faults/callback-fault.ts';
import type { EventLog } from '../journal/event-log.ts';
import type { CallbackFailure } from '../journal/journal-event.ts';
import { Agenda } from './agenda.ts';
import { inForm, inManner } from './callback-manner.ts';
import { type CallbackManner, type CallbackPlan, callbackPlansOf } from './callback-plans.ts';
import { callbackTargetOf } from './callback-target.ts';
import type { FakeTask } from './fake-task.ts';
import { pollAnswerOf } from './poll-answer.ts';

/** A callback whose time has come. Whoever sends it says what became of it. */
export interface DueCallback {
  readonly taskId: string;
  readonly request: OutgoingCallback;
  /** Instead of what the fake's options say. */
  readonly tries?: number | undefined;
  readonly retryAfterMs?: number | undefined;
  sent(now: number): void;
  /** Somebody took it. */
  acknowledged(now: number): void;
  failed(now: number, why: CallbackFailure): void;
}

interface DeskInit {
  readonly dialect: Dialect;
  readonly style: WireStyle;
  readonly log: EventLog;
}

interface Planned {
  readonly plan: CallbackPlan;
  readonly task: FakeTask;
  readonly url: string;
}

/** Knows which callbacks are to be sent, and when. Sends none itself. */
export class CallbackDesk {
  readonly #agenda = new Agenda<Planned>();
  readonly #init: DeskInit;

  constructor(init: DeskInit) {
    this.#init = init;
  }

  /** Milliseconds since the fake started; absent when none is planned. */
  get nextDueAt(): number | undefined {
    return this.#agenda.nextAt;
  }

  /** Plans the callbacks of a task that was just accepted; refuses, in the journal, to send them off this machine. */
  plan(task: FakeTask, url: string, fault: CallbackFault | undefined): void {
    const target = callbackTargetOf(url);
    const { key: subject, acceptedAt } = task.init;
    if (target !== 'allowed') {
      const entry = { kind: 'callback-refused', subject, taskId: task.id, why: target } as const;
      this.#init.log.append(acceptedAt, entry);
      return;
    }
    for (const plan of callbackPlansOf(task.init, fault)) {
      this.#agenda.add(plan.at, subject, { plan, task, url });
    }
  }

  /** Takes what is due. The tasks must have been brought up to the instant before. */
  takeDue(now: number): readonly DueCallback[] {
    const due: DueCallback[] = [];
    for (let next = this.#agenda.takeDue(now); next; next = this.#agenda.takeDue(now)) {
      const callback = this.#word(next.item);
      if (callback !== undefined) due.push(callback);
    }
    return due;
  }

  #request(
    words: CallbackWords,
    { task, manner: { form } = {} }: { readonly task: FakeTask; readonly manner?: CallbackManner },
  ): OutgoingCallback {
    const { dialect, style, log } = this.#init;
    const usual = dialect.wordCallback(words, style);
    if (form === undefined) return usual;
    const { url, taskId: id, says } = words;
    const changed = inForm(form, { url, id, code: dialect.callbackCode(says, style) });
    if (changed.body === usual.body && changed.url === usual.url) {
      const message = `task ${id}: a callback of this dialect is a ${form} already`;
      const entry = { kind: 'warning', warning: 'fault-without-effect', message } as const;
      log.append(task.init.endsAt ?? task.init.acceptedAt, { ...entry, subject: task.init.key });
    }
    return changed;
  }

  /** Nothing is said of a task that has been forgotten meanwhile, or that a hand on the fake keeps at work. */
  #word({ plan, task, url }: Planned): DueCallback | undefined {
    const { style, log } = this.#init;
    const { says, taskId, manner = {} } = plan;
    const outcome =
      says === 'unsolvable'
        ? ({ kind: 'unsolvable', task } as const)
        : pollAnswerOf(task.id, task, { orders: {}, idForm: style.idForm });
    if (outcome.kind === 'refused') return undefined;
    const words = typeof says === 'object' ? says : outcome;
    if (words.kind === 'pending') return undefined;
    const about = { subject: task.init.key, taskId: task.id };
    return {
      taskId: task.id,
      request: inManner(this.#request({ url, taskId, says: words }, { task, manner }), manner),
      tries: manner.tries,
      retryAfterMs: manner.retryAfterMs,
      sent: (now) => void log.append(now, { kind: 'callback-sent', ...about, says: words.kind }),
      acknowledged: (now) => {
        if (words.kind === 'solved') task.deliveredAt ??= now;
        if (words.kind === 'unsolvable') task.failureAcknowledgedAt ??= now;
        log.append(now, { kind: 'callback-acknowledged', ...about, says: words.kind });
      },
      failed: (now, why) => void log.append(now, { kind: 'callback-failed', ...about, why }),
    };
  }
}
