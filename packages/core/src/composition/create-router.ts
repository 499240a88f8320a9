import { Breaker, classicRule, neverOpens } from '../health/breaker.ts';
import { HealthBook } from '../health/health-book.ts';
import { OwnNetwork } from '../health/own-network.ts';
import { assertComparable, assertKnownCurrency, comparable, listedPrice } from '../ledger/price.ts';
import { RouterBudget } from '../ledger/router-budget.ts';
import { Ledger } from '../ledger/spend.ts';
import { type Losses, StopLoss } from '../ledger/stop-loss.ts';
import { eventSink } from '../observability/event-sink.ts';
import type { Money } from '../provider/money.ts';
import { Account } from '../router/account.ts';
import type { Attempt } from '../router/attempt.ts';
import { CallbackBook } from '../router/callback-book.ts';
import { HealthBoard } from '../router/health-board.ts';
import type { RouterEventBody } from '../router/router-events.ts';
import { checkRouterOptions, type RouterOptions } from '../router/router-options.ts';
import type { RunServices } from '../router/router-services.ts';
import { restoreSnapshot } from '../router/router-snapshot.ts';
import { Router } from '../router/router.ts';
import { RunningWork } from '../router/running-work.ts';
import { watchLosses } from '../router/watch-losses.ts';
import { resolveStrategy } from '../strategy/resolve-strategy.ts';
import type { Stakes } from '../strategy/stakes.ts';
import { usualStakes } from '../strategy/usual-stakes.ts';
import { cryptoRandom } from '../seams/crypto-random.ts';
import type { Fleet, FleetChange } from '../seams/fleet.ts';
import { LocalFleet } from '../seams/local-fleet.ts';
import { systemClock } from '../seams/system-clock.ts';

/**
 * Makes a router over one or more providers. Validates the options, sends nothing.
 * @throws {OptionsInvalidError} naming the option, and the nearest valid one for an unknown name.
 */
export function createRouter(options: RouterOptions): Router {
  const checked = checkRouterOptions(options);
  const { providers, exchangeRates: rates, deadlineMs, patienceMs, outcomeUnknown } = checked;
  const { clock = systemClock, random = cryptoRandom, fleet = new LocalFleet() } = checked;
  for (const { id, supports } of providers)
    assertComparable(id, { pricing: supports.pricing, rates });

  const closed = new AbortController();
  const sink = eventSink({ onEvent: checked.onEvent, logger: checked.logger });
  const noteLosses = (losses: Losses): void => {
    emit({ type: 'stop-loss', ...losses });
    onChange();
  };
  const stopLoss = checked.stopLoss ? new StopLoss({ clock, onChange: noteLosses }) : undefined;
  const flatRate = providers.filter(({ supports }) => supports.pricing.kind === 'slots');
  const countLosses = stopLoss && watchLosses(stopLoss, new Set(flatRate.map(({ id }) => id)));
  const emit = (event: RouterEventBody): void => {
    sink({ ...event, atMs: clock.now(), atEpochMs: clock.epochMs() });
    countLosses?.(event);
  };
  if (checked.budget !== undefined)
    assertKnownCurrency(checked.budget.currency, rates, 'createRouter');
  const routerBudget = new RouterBudget({ limits: checked.budget, rates, clock });
  const ledger = new Ledger(routerBudget);
  const callbacks = new CallbackBook<Attempt>(checked.callbackUrl, random);
  const work = new RunningWork({
    clock,
    emit,
    forget: (attempt) => {
      ledger.settle(attempt.id);
      callbacks.forget(attempt);
    },
  });
  const onChange = (): void => work.wake();
  const ownNetwork = new OwnNetwork(
    providers.map(({ service }) => service),
    clock,
  );

  const healthBook = new HealthBook();
  const strategy = resolveStrategy(checked.strategy);
  const announce = (change: Omit<BreakerChange, 'type'>): void => {
    emit({ type: 'breaker-changed', ...change });
    const { providerId, state } = change;
    if (state === 'open' || state === 'closed') tell(fleet, { kind: 'breaker', providerId, state });
    onChange();
  };
  const breakers = new Map<string, Breaker>();
  const breakerOf = (service: string, providerId: string): Breaker => {
    const known = breakers.get(service);
    if (known !== undefined) return known;
    const breaker = new Breaker({
      clock,
      rule: checked.breaker === 'none' ? neverOpens : classicRule,
      onChange: (state) => announce({ service, providerId, state }),
    });
    breakers.set(service, breaker);
    return breaker;
  };

  const accounts = providers.map(
    (provider, order) =>
      new Account({
        provider,
        order,
        breaker:
          checked.breaker === 'derived' ? undefined : breakerOf(provider.service, provider.id),
        healthBook,
        clock,
        random,
        closed: closed.signal,
        emit,
        onBreakerChanged: (taskType, state) => {
          const { id: providerId, service } = provider;
          announce({ service, providerId, taskType, state });
        },
        onEvidence: (service, { verdict }) => {
          if (ownNetwork.record(service, verdict)) emit({ type: 'own-network-suspected' });
        },
        onChange,
      }),
  );

  const comparableOf = (price: Money | undefined): number | undefined =>
    price === undefined ? undefined : comparable(price, rates);
  const priceOf = ({ provider }: Account, taskType: string): Money | undefined =>
    listedPrice(provider.supports.pricing, taskType);
  const stakesOf = (taskType: string): Stakes =>
    usualStakes(
      accounts.map((account) => comparableOf(priceOf(account, taskType))),
      { perSecond: checked.valueOfSecond, ofFailure: checked.lossOfFailure },
    );
  const board = new HealthBoard({
    accounts,
    healthBook,
    clock,
    deadlineMs,
    stakesOf,
    priceOf: (account, taskType) => comparableOf(priceOf(account, taskType)),
  });
  const services: RunServices = {
    board,
    clock,
    random,
    fleet,
    emit,
    accounts,
    rates,
    routerBudget,
    stopLoss,
    outcomeUnknown,
    patienceMs,
    ledger,
    callbacks,
    closed: closed.signal,
    onChange,
    priceOf,
    newId: (prefix) => `${prefix}-${Math.floor(random.next() * 2 ** 53).toString(36)}`,
    onAttemptStarted: (attempt) => work.addAttempt(attempt),
    onAttemptOver: (attempt) => {
      work.noticeEnd(attempt);
      onChange();
    },
    onLateAnswer: (late) => work.passOn(late),
    strategy,
    lastBought: new Map(),
    stakesOf,
    weightOf: ({ id }) => checked.weights[id] ?? 1,
    onReady: (run) => work.admit(run),
    onWaiting: (run, place) => work.noteWaiting(run, place),
    countAhead: (run, providerId) => work.countAhead(run, providerId),
    onSettled: (run) => work.removeRun(run),
    onResumeChanged: (run) => work.noticeResume(run),
  };
  if (checked.snapshot !== undefined) restoreSnapshot(checked.snapshot, services);
  return new Router({
    services,
    work,
    closed,
    deadlineMs,
    isOwnNetworkSuspected: () => ownNetwork.isSuspected,
  });
}

type BreakerChange = Extract<RouterEventBody, { readonly type: 'breaker-changed' }>;

/** News is for the others: a fleet that throws keeps no task from going on. */
function tell(fleet: Fleet, change: FleetChange): void {
  try {
    fleet.publish(change);
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    globalThis.process?.emitWarning(`the fleet took no news (${name})`, 'UnderstudyWarning');
  }
}
