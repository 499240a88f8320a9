/** What is seen of one attempt. */
export type AttemptEvidenceKind =
  | 'sent'
  | 'accepted'
  | 'rejected'
  /** The reply to the submit is missing. */
  | 'silent'
  /** Asked about, and not ready; or it could not be asked about. */
  | 'unanswered'
  | 'solved'
  | 'failed'
  /** Nothing more will be learned of it. */
  | 'dropped';

/** What is seen of one attempt, or what a neighbour's attempt shows of the wire. Instants on the monotonic clock. */
export type HealthEvidence =
  | {
      readonly kind: AttemptEvidenceKind;
      readonly attemptId: string;
      readonly at: number;
    }
  | {
      readonly kind: 'judged';
      readonly attemptId: string;
      readonly isRight: boolean;
      readonly at: number;
    }
  /** A submit of another task type, or of another account, at the same service. */
  | {
      readonly kind: 'heard';
      readonly showing: 'accepted' | 'rejected' | 'silent';
      readonly at: number;
    }
  /** The provider came into view for a task type: from here on it hears what its service's other accounts show. */
  | { readonly kind: 'met'; readonly at: number }
  /** Somebody vouches for the provider: it is well, whatever it showed before. */
  | { readonly kind: 'vouched'; readonly at: number };
