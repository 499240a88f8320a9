import type { RouterEvent } from '@understudy/core';

type Mark = 'lead' | 'backup' | 'failed';

const escape = '\u001B';
const indent = ' '.repeat(9);
const colours: Readonly<Record<Mark, string>> = { lead: '32', backup: '33', failed: '31' };
const glyphs: Readonly<Record<Mark, string>> = { lead: 'L', backup: 'b', failed: 'X' };

/** Prints what happens, line by line; on a terminal with a strip of all tasks below it that stays up to date. */
export class Timeline {
  readonly #write: (text: string) => void;
  #isLive: boolean;
  readonly #columns: number;
  readonly #marks: string[] = [];
  #strip = '';

  constructor(options: {
    readonly write: (text: string) => void;
    /** Whether lines can be wiped away again. */
    readonly isLive: boolean;
    readonly columns?: number | undefined;
  }) {
    this.#write = options.write;
    this.#isLive = options.isLive;
    this.#columns = options.columns ?? 80;
  }

  line(text: string): void {
    this.#clear();
    this.#write(`${text}\n`);
    this.#draw();
  }

  /** One thing that happened, at a second of service time. */
  note(seconds: number, text: string): void {
    this.line(`${seconds.toFixed(0).padStart(5)} s  ${text}`);
  }

  /** A task has ended. */
  mark(mark: Mark): void {
    const glyph = glyphs[mark];
    this.#marks.push(this.#isLive ? `${escape}[${colours[mark]}m${glyph}${escape}[0m` : glyph);
    this.#clear();
    this.#draw();
  }

  /** All tasks in the order in which they ended. */
  finish(): void {
    this.#clear();
    this.#isLive = false;
    this.#write(`tasks    ${this.#marks.join('')}   (L lead, b backup, X failed)\n`);
  }

  #draw(): void {
    if (!this.#isLive || this.#marks.length === 0) return;
    // A strip that wraps could not be wiped away again.
    const fitting = this.#marks.slice(-(this.#columns - indent.length - 1));
    this.#strip = indent + fitting.join('');
    this.#write(this.#strip);
  }

  #clear(): void {
    if (this.#strip !== '') this.#write(`\r${escape}[2K`);
    this.#strip = '';
  }
}

/** An event in words a person can follow, or undefined for those that are no news. */
export function describeEvent(event: RouterEvent): string | undefined {
  switch (event.type) {
    case 'breaker-changed':
      return describeBreaker(event.state);
    case 'attempt-left':
      return describeLeaving(event.why, event.providerId);
    case 'provider-cooled-off':
      return `  ${event.providerId} is full: it is spared for ${(event.untilMs / 1_000).toFixed(0)} s`;
    case 'poll-failed':
      return `  a poll of ${event.providerId} failed (${event.code}): the paid ticket lives on`;
    case 'attempt-ended':
      return event.code === 'unreachable'
        ? `  ${event.providerId} is out of reach: nothing was sent, the task moves on`
        : undefined;
    case 'ticket-salvaged':
      return `  a late answer of ${event.providerId} was salvaged`;
    case 'own-network-suspected':
      return '  every service fails: perhaps it is our own network';
    default:
      return undefined;
  }
}

function describeBreaker(state: string): string | undefined {
  if (state === 'open') return '  the breaker of the lead is open: tasks go to the backup';
  if (state === 'probing') return '  one task finds out whether the lead is back';
  return state === 'closed' ? '  the breaker of the lead is closed again' : undefined;
}

function describeLeaving(why: string, providerId: string): string | undefined {
  if (why === 'submit-timeout') {
    return `  a submit to ${providerId} stays unanswered: booked as maybe paid, the task moves on`;
  }
  return why === 'patience' ? `  a task loses its patience with ${providerId}` : undefined;
}
