import process from 'node:process';

import type { SupervisorChannel } from './supervisor-channel.ts';
import { readOrder } from './worker-messages.ts';

/** A terminal sends these to a whole group of processes, an operator to one of them. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The channel to the process that has forked this one. */
export const processChannel: SupervisorChannel = {
  send(message) {
    if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
  },
  listen({ onOrder, onSignal, onSupervisorGone }) {
    const hear = (received: unknown): void => {
      const order = readOrder(received);
      if (order !== undefined) onOrder(order);
    };
    process.on('message', hear);
    process.on('disconnect', onSupervisorGone);
    for (const signal of signals) process.on(signal, onSignal);
    // It may have gone before anybody listened.
    if (!process.connected) queueMicrotask(onSupervisorGone);
    return () => {
      process.off('message', hear);
      process.off('disconnect', onSupervisorGone);
      for (const signal of signals) process.off(signal, onSignal);
      if (process.connected) process.disconnect?.();
    };
  },
};
