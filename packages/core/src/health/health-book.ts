import type { HealthEvidence } from './health-evidence.ts';
import { StateFilter } from './state-filter.ts';

/** Whose health a piece of evidence speaks of. */
export interface Subject {
  readonly providerId: string;
  readonly service: string;
  readonly taskType: string;
}

type Heard = Extract<HealthEvidence, { readonly kind: 'heard' }>['showing'];

const heard: ReadonlySet<string> = new Set<Heard>(['accepted', 'rejected', 'silent']);

/** What is known of every provider and task type. What a submit shows of the wire is heard by its whole service. */
export class HealthBook {
  #version = 0;
  readonly #filters = new Map<string, { readonly service: string; readonly filter: StateFilter }>();

  /** Grows with every piece of evidence that is news, and with {@link touch}. */
  get version(): number {
    return this.#version;
  }

  /** Something changed that is no evidence but matters to who stands where. */
  touch(): void {
    this.#version += 1;
  }

  filterOf(subject: Subject): StateFilter {
    const key = keyOf(subject);
    const known = this.#filters.get(key);
    if (known !== undefined) return known.filter;
    const filter = new StateFilter();
    this.#filters.set(key, { service: subject.service, filter });
    return filter;
  }

  record(subject: Subject, evidence: HealthEvidence): void {
    if (evidence.kind !== 'unanswered') this.#version += 1;
    this.filterOf(subject).apply(evidence);
    if (!heard.has(evidence.kind)) return;
    // The set above holds exactly what can be heard, which TypeScript does not follow.
    const showing = evidence.kind as Heard;
    const own = keyOf(subject);
    for (const [key, { service, filter }] of this.#filters) {
      if (service !== subject.service || key === own) continue;
      filter.apply({ kind: 'heard', showing, at: evidence.at });
    }
  }
}

const keyOf = ({ providerId, taskType }: Subject): string => JSON.stringify([providerId, taskType]);
