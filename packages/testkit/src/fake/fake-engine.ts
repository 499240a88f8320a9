import { CallbackDesk, type DueCallback } from '../core/callback-desk.ts';
import { createDraws } from '../core/draws.ts';
import { FakeCore } from '../core/fake-core.ts';
import { Gate } from '../core/gate.ts';
import type { Handled } from '../core/handled.ts';
import type { RestartKeeps } from '../core/restart-keeps.ts';
import { RuleDesk } from '../core/rule-desk.ts';
import { Service } from '../core/service.ts';
import type { TaskEnd } from '../core/task-table.ts';
import type { WireRequest } from '../dialects/wire.ts';
import type { ListenerOutlook } from '../faults/listener-state.ts';
import {
  type EarlyFault,
  type EarlyStage,
  isEarlyFault,
} from '../faults/network/connection-fault.ts';
import type { Rule } from '../faults/rule.ts';
import { type NearMiss, nearMissOf } from '../faults/near-miss.ts';
import { RuleBook } from '../faults/rule-book.ts';
import type { RuleEntry } from '../faults/rule-entry.ts';
import { EventLog } from '../journal/event-log.ts';
import { Journal } from '../journal/journal.ts';
import { AccountControl } from './account-control.ts';
import type { FakeControls, RuleHandle } from './fake-controls.ts';
import { checkRules } from './fake-options-schema.ts';
import type { FakeSettings } from './fake-settings.ts';

/** What `until` of a rule counts, as the journal has it. */
const tallied = {
  requests: 'request',
  charges: 'charge',
  refunds: 'refund',
  answers: 'answer-delivered',
  refusals: 'refused',
  strikes: 'rule-applied',
} as const;

/** The core with a clock and its controls: all of a fake but the way to reach it. */
export class FakeEngine implements FakeControls {
  readonly seed: string;
  readonly journal: Journal;
  readonly log = new EventLog();
  readonly #settings: FakeSettings;
  readonly #startedAt: number;
  readonly #service: Service;
  readonly #rules: RuleBook;
  readonly #core: FakeCore;
  readonly #callbacks: CallbackDesk;
  readonly #firstAccount: AccountControl;
  readonly #earlyCounts = { lookup: 0, connection: 0, tls: 0 };
  /** Called after the rules have changed. */
  onRulesChanged: () => void = () => undefined;

  constructor(settings: FakeSettings) {
    const { style, drawSeed, clock, accounts, price, solveTime, retention, rules } = settings;
    const { recorder } = settings;
    const { log } = this;
    const dialect = recorder?.overhearing(settings.dialect) ?? settings.dialect;
    this.seed = settings.seed;
    this.#settings = settings;
    this.#startedAt = clock.now();
    const { capacity } = settings;
    const money = { accounts, price, solveTime, retention, capacity };
    const { idForm } = style;
    const isUnsolvableRefunded = style.isUnsolvableCharged !== true;
    const manner = { idForm, isUnsolvableRefunded };
    this.#service = new Service({ seed: drawSeed, ...money, ...manner, log });
    const draws = createDraws(drawSeed);
    this.#rules = new RuleBook(draws, (word) => log.countOf(tallied[word]));
    this.#rules.add(rules);
    this.#callbacks = new CallbackDesk({ dialect, style, log });
    this.#core = new FakeCore({
      dialect,
      style,
      service: this.#service,
      gate: new Gate(settings.gate),
      rules: new RuleDesk({
        rules: this.#rules,
        draws,
        hasMagicWords: settings.hasMagicWords,
        log,
      }),
      callbacks: this.#callbacks,
      log,
      seed: drawSeed,
      hasHeaderFaults: settings.hasHeaderFaults,
      epochMs: () => clock.epochMs(),
    });
    const { table } = this.#service;
    this.journal = new Journal({ seed: settings.seed, log, table, present: () => this.present() });
    this.journal.recordedAt = recorder?.path;
    this.#firstAccount = this.account(accounts[0]?.apiKey ?? '');
    if (recorder === undefined) return;
    const { entries } = this.#rules;
    recorder.start({ seed: this.seed, accounts: this.#service.accounts, rules: entries });
    log.listen((event) => recorder.happened(event));
  }

  get apiKey(): string {
    return this.#firstAccount.apiKey;
  }

  get elapsedMs(): number {
    return this.#settings.clock.now() - this.#startedAt;
  }

  /** Lets happen what is due by now; returns the milliseconds since the start. */
  present(): number {
    const now = this.elapsedMs;
    this.#service.table.advance(now);
    return now;
  }

  handle(request: WireRequest): Handled {
    return this.#core.handle(request, this.elapsedMs);
  }

  /** When the next callback is due, in milliseconds since the start; absent when none is. */
  get nextCallbackAt(): number | undefined {
    return this.#callbacks.nextDueAt;
  }

  /** Takes the callbacks whose time has come; whoever takes them sends them. */
  takeCallbacks(): readonly DueCallback[] {
    return this.#callbacks.takeDue(this.present());
  }

  /**
   * What the rules do to the next lookup, connection or handshake.
   * @param openCount how many connections there are, a new one included.
   */
  strikeEarly(stage: EarlyStage, openCount = 0): EarlyFault | undefined {
    const nth = this.#earlyCounts[stage] + 1;
    this.#earlyCounts[stage] = nth;
    const match = this.#rules.matchEarly(stage, { nth, now: this.elapsedMs });
    if (match === undefined || !isEarlyFault(match.fault)) return undefined;
    const { name: rule, draw, fault } = match;
    if (fault.kind === 'max-connections' && openCount <= fault.count) return undefined;
    const entry = { kind: 'connection-struck', subject: stage, stage, rule, draw } as const;
    this.log.append(this.present(), { ...entry, fault: fault.kind });
    return fault;
  }

  listenerOutlook(): ListenerOutlook {
    return this.#rules.listenerOutlook(this.elapsedMs);
  }

  use(...rules: readonly Rule[]): RuleHandle {
    const takeAway = this.#rules.add(checkRules(rules, 'use'), this.elapsedMs);
    this.#rulesChanged();
    const remove = (): void => {
      takeAway();
      this.#rulesChanged();
    };
    return { remove, [Symbol.dispose]: remove };
  }

  /** The rules in the order in which they are asked. */
  get rules(): readonly RuleEntry[] {
    return this.#rules.entries;
  }

  /** Takes one rule away; false when there is none of that id. */
  removeRule(id: string): boolean {
    const isThere = this.#rules.remove(id);
    if (isThere) this.#rulesChanged();
    return isThere;
  }

  get unmatched(): readonly NearMiss[] {
    return this.#rules.passedOver.map(nearMissOf);
  }

  /** Accounts by their names in the journal. */
  get accountsByName(): ReadonlyMap<string, AccountControl> {
    const all = this.#service.accounts.all;
    return new Map(all.map(({ name, apiKey }) => [name, this.account(apiKey)]));
  }

  #rulesChanged(): void {
    this.#settings.recorder?.rulesChanged(this.#rules.entries, this.elapsedMs);
    this.onRulesChanged();
  }

  /** Settles a task's fate here and now; false when there is none of that id, or it has ended. */
  endTask(taskId: string, end: TaskEnd): boolean {
    this.#settings.recorder?.taskEnded(taskId, end, this.elapsedMs);
    return this.#service.table.endNow(taskId, end, this.present());
  }

  restart({ keeps = 'paid' }: { readonly keeps?: RestartKeeps | undefined } = {}): void {
    this.#core.restart({ keeps, now: this.present() });
  }

  clearRules(): void {
    this.#rules.clear();
    this.#rulesChanged();
  }

  account(apiKey: string = this.apiKey): AccountControl {
    const account = this.#service.accounts.find(apiKey);
    if (account === undefined) throw new RangeError('no account of this fake has that key');
    const book = this.#service.accounts;
    return new AccountControl({ account, book, log: this.log, present: () => this.present() });
  }
}
