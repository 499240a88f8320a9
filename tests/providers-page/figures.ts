import type { DurationByType } from '@understudy/core/provider';

import type { ClaimTopic } from '../../packages/provider-compatible/src/profile/evidence.ts';
import type { Profile } from '../../packages/provider-compatible/src/profile/profile.ts';

const seconds = (ms: number): string => `${ms / 1_000} s`;

function byType(durations: DurationByType | undefined): string {
  if (durations === undefined) return '';
  if (typeof durations === 'number') return seconds(durations);
  const { default: common, ...others } = durations;
  const differing = Object.entries(others)
    .filter(([, ms]) => ms !== common)
    .map(([taskType, ms]) => `${taskType} ${seconds(ms)}`);
  return [seconds(common), ...differing].join(', ');
}

function price({ pricing }: Profile): string {
  if (pricing.kind === 'slots') return 'slots';
  if (pricing.price === undefined) return 'unknown';
  const { currency, perThousand } = pricing.price;
  const amounts = Object.entries(perThousand).map(([taskType, amount]) => `${taskType} ${amount}`);
  return `${currency} per 1,000: ${amounts.join(', ')}`;
}

function polls({ limits }: Profile): string {
  const floor = `every ${byType(limits.pollFloorMs)}`;
  return limits.maxPolls === undefined ? floor : `${floor}, at most ${limits.maxPolls}`;
}

function retention({ retention: { fromAcceptedMs, afterSolvedMs } }: Profile): string {
  if (fromAcceptedMs !== undefined) return `${byType(fromAcceptedMs)} from acceptance`;
  return afterSolvedMs === undefined ? 'unknown' : `${byType(afterSolvedMs)} after it was solved`;
}

function pictures({ images: { minBytes, maxBytes, formats } }: Profile): string {
  const most = maxBytes === undefined ? [] : [`at most ${maxBytes} bytes`];
  const least = minBytes === undefined ? [] : [`at least ${minBytes}`];
  return [...most, ...least, ...(formats ?? [])].join(', ');
}

const callbacks = ({ dialects: { 'in.php': inPhp, createTask } }: Profile): string =>
  [
    ...(inPhp === undefined || inPhp.callsBack === false ? [] : ['`pingback`']),
    ...(createTask?.callbackParameter === undefined ? [] : [`\`${createTask.callbackParameter}\``]),
  ].join(', ');

function reports({ dialects: { 'in.php': inPhp, createTask } }: Profile): string {
  const methods = Object.values(createTask?.reports ?? {});
  const paths = methods.flatMap(({ accepted, rejected }) => [accepted?.path, rejected?.path]);
  const named = [...new Set(paths.filter((path) => path !== undefined))];
  return [...(inPhp === undefined ? [] : ['reportgood', 'reportbad']), ...named]
    .map((path) => `\`${path}\``)
    .join(', ');
}

const affiliate = ({ dialects: { 'in.php': inPhp, createTask } }: Profile): string =>
  [
    ...(inPhp === undefined ? [] : ['`soft_id` (in.php)']),
    ...(createTask === undefined ? [] : [`\`${createTask.affiliateParameter}\` (createTask)`]),
  ].join(', ');

/** What a profile says of a topic, in words. */
export const figures: { readonly [Topic in ClaimTopic]: (profile: Profile) => string } = {
  address: ({ dialects }) =>
    Object.entries(dialects)
      .map(([dialect, { baseUrl }]) => `${dialect}: ${baseUrl ?? 'by `baseUrl`'}`)
      .join(', '),
  'task-types': ({ dialects }) =>
    Object.entries(dialects)
      .map(([dialect, { methods }]) => `${dialect}: ${Object.keys(methods).length}`)
      .join(', '),
  price,
  submits: ({ limits: { submits } }) =>
    submits === undefined ? '' : `${submits.count} in ${seconds(submits.perMs)}`,
  waits: ({ limits }) => byType(limits.firstWaitMs),
  polls,
  balance: ({ limits }) =>
    limits.balanceFloorMs === undefined ? '' : `every ${byType(limits.balanceFloorMs)}`,
  retention,
  pictures,
  unsolvable: ({ unsolvableIsCharged }) => (unsolvableIsCharged ? 'charged' : 'not charged'),
  callbacks,
  reports,
  batch: ({ dialects }) => String(dialects['in.php']?.batch?.maxTickets ?? ''),
  billing: ({ dialects: { 'in.php': inPhp, createTask } }) =>
    [
      ...(inPhp?.asksForPrice === true ? ['`get2`'] : []),
      ...(createTask === undefined ? [] : ['`cost`']),
    ].join(', '),
  // Whatever answers at once is understood, and no profile says who does.
  instant: () => '',
  affiliate,
};

/** Prices by task type are a line of their own: from the cheapest to the dearest. */
export function priceRange({ pricing }: Profile): string {
  if (pricing.kind === 'slots') return 'slots';
  if (pricing.price === undefined) return 'unknown';
  const { currency, perThousand } = pricing.price;
  const amounts = Object.values(perThousand);
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)];
  return least === most ? `${currency} ${least}` : `${currency} ${least} to ${most}`;
}
