import { describe, expect, it } from 'vitest';

import { VirtualClock } from '../testing/virtual-clock.ts';
import type { Priority } from './solve-options.ts';
import { newcomers, type WaitingPlace } from './waiting-place.ts';
import { WaitingLines } from './waiting-lines.ts';

const lineFor = (name: string, until?: number): WaitingPlace => ({
  line: name,
  providerIds: new Set([name]),
  until,
  ownUntil: undefined,
});

/** A service that has room for some, and callers who go there when they can. */
function office() {
  const clock = new VirtualClock();
  const lines = new WaitingLines<Caller>(clock);
  const log: string[] = [];
  const rooms = new Map<string, number>();
  let arrivals = 0;

  class Caller {
    readonly name: string;
    readonly priority: Priority;
    readonly arrival = (arrivals += 1);
    place: WaitingPlace;

    constructor(name: string, priority: Priority, place: WaitingPlace) {
      this.name = name;
      this.priority = priority;
      this.place = place;
    }

    /** What has ended keeps nobody waiting any more. */
    get #placeNow(): WaitingPlace {
      const { until = Infinity } = this.place;
      return until > clock.now() ? this.place : { ...this.place, until: undefined };
    }

    advance(): void {
      log.push(this.name);
      const room = rooms.get(this.place.line) ?? 0;
      if (room > 0) rooms.set(this.place.line, room - 1);
      else lines.join(this, { place: this.#placeNow, arrival: this.arrival });
    }
  }
  const enter = (name: string, place: WaitingPlace, priority: Priority = 'normal'): Caller => {
    const caller = new Caller(name, priority, place);
    lines.join(caller, caller);
    return caller;
  };
  /** Who is asked when that many may go. */
  const serve = async (name: string, room: number): Promise<readonly string[]> => {
    rooms.set(name, room);
    log.length = 0;
    lines.wake();
    await clock.settle();
    return [...log];
  };
  return { clock, lines, log, rooms, enter, serve };
}

describe('WaitingLines', () => {
  it('asks as many as can go, and one more', async () => {
    const { enter, serve } = office();
    for (const name of ['a', 'b', 'c', 'd', 'e']) enter(name, lineFor('lead'));
    expect(await serve('lead', 2)).toEqual(['a', 'b', 'c']);
    expect(await serve('lead', 0)).toEqual(['c']);
    expect(await serve('lead', 9)).toEqual(['c', 'd', 'e']);
  });

  it('asks by priority over all lines, and who came first within one', async () => {
    const { enter, serve, rooms } = office();
    enter('low', lineFor('lead'), 'low');
    enter('first', lineFor('lead'));
    enter('second', lineFor('backup'));
    enter('third', lineFor('lead'));
    enter('critical', lineFor('backup'), 'critical');
    rooms.set('backup', 9);
    expect(await serve('lead', 9)).toEqual(['critical', 'first', 'second', 'third', 'low']);
  });

  it('goes on with a line behind somebody who turns out to belong elsewhere', async () => {
    const { enter, serve } = office();
    const lost = enter('lost', lineFor('lead'));
    enter('other', lineFor('lead'));
    lost.place = lineFor('backup');
    expect(await serve('lead', 1)).toEqual(['lost', 'other']);
  });

  it('forgets whoever is asked and neither goes nor waits on', async () => {
    const { enter, serve, lines } = office();
    const busy = enter('busy', lineFor('lead'));
    enter('other', lineFor('lead'));
    busy.advance = () => undefined;
    expect(await serve('lead', 1)).toEqual(['other']);
    expect(lines.isEmpty).toBe(true);
  });

  it('asks newcomers behind those who have waited, each once', async () => {
    const { enter, serve } = office();
    enter('patient', lineFor('lead'));
    for (const name of ['x', 'y']) enter(name, newcomers).place = lineFor('lead');
    expect(await serve('lead', 1)).toEqual(['patient', 'x', 'y']);
    expect(await serve('lead', 1)).toEqual(['x', 'y']);
  });

  it('asks once after a burst of changes, and nobody when nobody waits', async () => {
    const { enter, lines, log, clock } = office();
    const only = enter('only', lineFor('lead'));
    for (let change = 0; change < 5; change += 1) lines.wake();
    await clock.settle();
    expect(log).toEqual(['only']);
    lines.leave(only);
    lines.wake();
    await clock.settle();
    expect(log).toHaveLength(1);
  });

  it('asks when what keeps a line ends by itself, by one alarm for all', async () => {
    const { enter, log, clock, lines } = office();
    for (const name of ['a', 'b', 'c']) enter(name, lineFor('lead', 3_000));
    const first = enter('x', lineFor('backup', 2_000));
    expect(clock.sleeperCount).toBe(1);
    lines.leave(first);
    await clock.advance(2_999);
    expect(log).toEqual([]);
    await clock.advance(1);
    expect(log).toEqual(['a']);
    await clock.advance(60_000);
    expect(log).toEqual(['a']);
    expect(clock.sleeperCount).toBe(0);
  });

  it('counts who would be served before a caller at one provider', () => {
    const { enter, lines } = office();
    enter('a', lineFor('lead'));
    enter('b', lineFor('lead'), 'low');
    enter('c', lineFor('backup'));
    const late = { priority: 'normal', arrival: 99 } as const;
    expect(lines.countAhead('lead', late)).toBe(1);
    expect(lines.countAhead('lead', { ...late, priority: 'low' })).toBe(2);
    expect(lines.countAhead('nobody', late)).toBe(0);
  });
});
