import { parseOptions } from '@understudy/core/provider';
import { VirtualClock } from '@understudy/core/testing';

import type { DueCallback } from '../core/callback-desk.ts';
import type { Handled } from '../core/handled.ts';
import { FakeEngine } from '../fake/fake-engine.ts';
import { fakeOptionsSchema } from '../fake/fake-options-schema.ts';
import { fakeSettingsOf } from '../fake/fake-settings.ts';
import type { JournalEvent } from '../journal/journal-event.ts';
import type { JournalRecord } from '../journal/journal-record.ts';
import type { StoredRun } from '../journal/read-run.ts';
import type { RunLine } from '../journal/run-line.ts';
import type { ReplyLoss } from '../network/wire-script.ts';
import { recordedDialect } from './recorded-dialect.ts';
import type { ServiceCall } from '../core/service-call.ts';

const owner = 'replay';

/** Sends the requests of a recorded run again, at their instants on a virtual clock, to a fresh fake of the same seed. */
export async function replayRun(run: StoredRun): Promise<JournalRecord> {
  const replay = new Replay(run);
  for (const line of run.lines) await replay.follow(line);
  return replay.finish();
}

class Replay {
  readonly #run: StoredRun;
  readonly #clock = new VirtualClock();
  readonly #engine: FakeEngine;
  readonly #open = new Map<number, Handled>();
  readonly #callbacks = new Map<string, DueCallback>();
  /** Requests whose end has an event of its own. */
  readonly #ended: ReadonlySet<number>;
  #call: ServiceCall | undefined;

  constructor(run: StoredRun) {
    this.#run = run;
    const { seed, events } = run.record;
    const options = { ...run.options, seed, clock: this.#clock };
    const settings = fakeSettingsOf(parseOptions(fakeOptionsSchema, options, owner), owner);
    const dialect = recordedDialect(settings.dialect, () => this.#call);
    this.#engine = new FakeEngine({ ...settings, dialect });
    this.#ended = new Set(events.flatMap((event) => (isEnd(event) ? [event.request] : [])));
  }

  async follow(line: RunLine): Promise<void> {
    switch (line.line) {
      case 'rules':
        await this.#reach(line.atMs);
        for (const id of line.removedIds) this.#engine.removeRule(id);
        if (line.added.length > 0) this.#engine.use(...line.added);
        return;
      case 'task-ended':
        await this.#reach(line.atMs);
        this.#engine.endTask(line.taskId, line.end);
        return;
      case 'event':
        await this.#reach(line.event.atMs);
        this.#relive(line.event);
        return;
      default:
    }
  }

  finish(): JournalRecord {
    return this.#engine.journal.record;
  }

  async #reach(atMs: number): Promise<void> {
    const left = atMs - this.#engine.elapsedMs;
    if (left > 0) await this.#clock.advance(left);
  }

  #relive(event: JournalEvent): void {
    if (event.kind === 'request') {
      this.#ask(event);
      return;
    }
    if (isEnd(event)) {
      this.#end(event.request, event.kind === 'reply-lost' ? event.why : undefined);
      return;
    }
    switch (event.kind) {
      case 'account-changed':
        this.#change(event);
        return;
      case 'restarted':
        // What a rule did, it does again.
        if (event.request === undefined) this.#engine.restart({ keeps: event.keeps });
        return;
      case 'callback-sent':
        for (const due of this.#engine.takeCallbacks()) this.#callbacks.set(due.taskId, due);
        this.#callbacks.get(event.taskId)?.sent(this.#engine.elapsedMs);
        return;
      case 'callback-acknowledged':
        this.#callbacks.get(event.taskId)?.acknowledged(this.#engine.elapsedMs);
        return;
      default:
    }
  }

  #ask({ seq, isKeyInUrl, connection }: Extract<JournalEvent, { kind: 'request' }>): void {
    this.#call = this.#run.calls.get(seq);
    const fault = this.#run.faults.get(seq);
    const url = isKeyInUrl ? `/?key=${this.#engine.apiKey}` : '/';
    const handled = this.#engine.handle({ method: 'POST', url, connection, fault });
    this.#open.set(seq, handled);
    if (!this.#ended.has(seq)) this.#end(seq, undefined);
  }

  #end(request: number, lost: ReplyLoss | undefined): void {
    const handled = this.#open.get(request);
    this.#open.delete(request);
    if (handled === undefined) return;
    const now = this.#engine.elapsedMs;
    const { kind } = handled.delivery;
    if (kind === 'reset' || kind === 'hang') handled.lost(now, lost ?? kind);
    else if (lost !== undefined && (kind === 'script' || lost === 'client-gone'))
      handled.lost(now, lost);
    else handled.flushed(now);
  }

  #change({ subject, change, to = 0 }: Extract<JournalEvent, { kind: 'account-changed' }>): void {
    const account = this.#engine.accountsByName.get(subject);
    if (account === undefined) return;
    if (change === 'balance') account.setBalance(to);
    if (change === 'threads') account.setThreads(to);
    if (change === 'revoked') account.revoke();
    if (change === 'restored') account.restore();
  }
}

function isEnd(
  event: JournalEvent,
): event is Extract<
  JournalEvent,
  { kind: 'acceptance-delivered' | 'answer-delivered' | 'failure-delivered' | 'reply-lost' }
> {
  return (
    event.kind === 'acceptance-delivered' ||
    event.kind === 'answer-delivered' ||
    event.kind === 'failure-delivered' ||
    event.kind === 'reply-lost'
  );
}
