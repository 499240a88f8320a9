import { closeSync, openSync, writeSync } from 'node:fs';

import type { AccountBook } from '../core/account-book.ts';
import type { ServiceCall } from '../core/service-call.ts';
import type { TaskEnd } from '../core/task-table.ts';
import type { DecodedRequest, Dialect } from '../dialects/dialect.ts';
import type { Rule } from '../faults/rule.ts';
import type { RuleEntry } from '../faults/rule-entry.ts';
import type { JournalEvent } from './journal-event.ts';
import type { RunLine } from './run-line.ts';

/** Stands for a customer's address, which may have a secret in it. */
const callbackPlace = 'http://127.0.0.1:9/';

/** What is told of a fake that begins. */
export interface RunStart {
  readonly seed: string;
  readonly accounts: AccountBook;
  readonly rules: readonly RuleEntry[];
}

/**
 * Writes a run to a file while it happens, a line at a time: whatever ends the process, the lines so far are there.
 * Accounts go by their names; pictures, proxies, cookies and answers are not in it.
 */
export class RunRecorder {
  readonly path: string;
  #file: number | undefined;
  readonly #options: Readonly<Record<string, unknown>>;
  #accounts: AccountBook | undefined;
  #ruleIds: ReadonlySet<string> = new Set();
  #call: ServiceCall | undefined;
  #fault: string | undefined;

  /** @throws the system's error when the file cannot be written. */
  constructor(path: string, options: Readonly<Record<string, unknown>>) {
    this.path = path;
    this.#options = options;
    this.#file = openSync(path, 'w', 0o600);
  }

  /** Begins a run; whatever was written before belongs to an earlier one. */
  start({ seed, accounts, rules }: RunStart): void {
    this.#accounts = accounts;
    this.#ruleIds = new Set();
    const { clock: _clock, apiKey: _apiKey, rules: _rules, ...options } = this.#options;
    const named = accounts.all.map(({ name, balance, threads }) => ({
      apiKey: name,
      balance,
      // JSON has no infinity.
      ...(Number.isFinite(threads) ? { threads } : {}),
    }));
    this.#write({ line: 'start', format: 1, seed, options: { ...options, accounts: named } });
    this.rulesChanged(rules, 0);
  }

  /** A dialect that lets the recorder see what it decodes. */
  overhearing(dialect: Dialect): Dialect {
    return {
      ...dialect,
      decode: (request, style): DecodedRequest => {
        const decoded = dialect.decode(request, style);
        this.#call = decoded.call;
        this.#fault = this.#options['headerFaults'] === true ? request.fault : undefined;
        return decoded;
      },
    };
  }

  /** The request's own event comes right after it was decoded. */
  happened(event: JournalEvent): void {
    if (event.kind === 'request' && this.#call !== undefined) {
      const call = this.#nameless(this.#call);
      this.#write({ line: 'call', request: event.seq, call, fault: this.#fault });
      this.#call = undefined;
    }
    this.#write({ line: 'event', event });
  }

  rulesChanged(entries: readonly RuleEntry[], atMs: number): void {
    const ids = new Set(entries.map(({ id }) => id));
    const added = entries.filter(({ id }) => !this.#ruleIds.has(id));
    const removedIds = [...this.#ruleIds].filter((id) => !ids.has(id));
    this.#ruleIds = ids;
    if (added.length + removedIds.length === 0) return;
    this.#write({
      line: 'rules',
      atMs,
      added: added.map((entry) => this.#safe(entry)),
      removedIds,
    });
  }

  taskEnded(taskId: string, end: TaskEnd, atMs: number): void {
    this.#write({ line: 'task-ended', atMs, taskId, end });
  }

  /** Writes nothing more. */
  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #nameless(call: ServiceCall): ServiceCall {
    const apiKey = this.#nameOf(call.apiKey);
    if (call.kind !== 'submit') return { ...call, apiKey };
    const callbackUrl = call.callbackUrl === undefined ? undefined : callbackPlace;
    return { ...call, apiKey, callbackUrl };
  }

  #safe({ rule }: RuleEntry): Rule {
    const { when } = rule;
    if (when?.apiKey === undefined) return rule;
    return { ...rule, when: { ...when, apiKey: this.#nameOf(when.apiKey) } };
  }

  #nameOf(apiKey: string): string {
    return this.#accounts?.find(apiKey)?.name ?? 'nobody';
  }

  #write(line: RunLine): void {
    if (this.#file !== undefined) writeSync(this.#file, `${JSON.stringify(line)}\n`);
  }
}
