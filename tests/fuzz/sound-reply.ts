import type { Capacity, Ticket } from '@understudy/core/provider';

/** An answer, as whoever wrote the reply meant it. */
export interface MeantAnswer {
  /** With its `type`, and with what came beside it. */
  readonly solution: Readonly<Record<string, unknown>>;
  readonly price?: number | undefined;
}

/** What a service says of one ticket of a batch. */
export type MeantEntry =
  | { readonly kind: 'answered'; readonly answer: MeantAnswer }
  | { readonly kind: 'pending' }
  | { readonly kind: 'refused'; readonly rawCode: string }
  | { readonly kind: 'flawed' };

/** What a reply says, by whoever wrote it. */
export type Meaning =
  | { readonly kind: 'accepted'; readonly ticket: Ticket }
  | {
      readonly kind: 'answered';
      readonly answer: MeantAnswer;
      readonly ticket?: Ticket | undefined;
    }
  | { readonly kind: 'pending' }
  | { readonly kind: 'refused'; readonly rawCode: string }
  /** None of the protocol's. */
  | { readonly kind: 'flawed'; readonly isHtml?: boolean }
  /** One for each ticket that was asked about; undefined where nobody can tell whose they are. */
  | { readonly kind: 'entries'; readonly entries: readonly MeantEntry[] | undefined }
  | { readonly kind: 'amount'; readonly amount: number }
  | { readonly kind: 'threads'; readonly capacity: Capacity }
  | { readonly kind: 'recorded' }
  | { readonly kind: 'notice'; readonly ticket: Ticket | undefined }
  /** Nobody could say: only what no reply may lead to is looked for. */
  | { readonly kind: 'anything' };

/** A reply as a service writes it, and what it is to be understood as. */
export interface SoundReply {
  readonly body: string;
  readonly meaning: Meaning;
}

/** A page for people, or nothing at all: of no dialect's. */
export const flawedPages = [
  { body: '', meaning: { kind: 'flawed' } },
  { body: ' \r\n', meaning: { kind: 'flawed' } },
  {
    body: '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head></html>',
    meaning: { kind: 'flawed', isHtml: true },
  },
  { body: 'upstream connect error or disconnect', meaning: { kind: 'flawed' } },
  { body: 'null', meaning: { kind: 'flawed' } },
  { body: '[]', meaning: { kind: 'flawed' } },
] as const satisfies readonly SoundReply[];
