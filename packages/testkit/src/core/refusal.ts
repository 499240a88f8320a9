/** Why a service says no; each dialect has its own words for them. */
export type Refusal =
  | 'key-malformed'
  | 'key-unknown'
  | 'address-banned'
  /** The service's zero-balance code: no money, or no free thread, as the dialect has it. */
  | 'zero-balance'
  /** The service's own capacity is taken. */
  | 'no-slot'
  /** Every thread that this account has is busy. */
  | 'threads-busy'
  | 'task-missing'
  | 'task-type-unknown'
  | 'site-key-missing'
  | 'page-url-missing'
  | 'parameters-invalid'
  | 'image-empty'
  | 'image-too-big'
  | 'image-unreadable'
  | 'task-id-malformed'
  | 'task-id-unknown'
  | 'task-unsolvable'
  | 'action-missing'
  | 'action-unknown'
  | 'method-deprecated'
  /** Too many requests in a while. */
  | 'rate-limited'
  /** Polls that came too soon or too often. */
  | 'polled-too-often'
  | 'report-refused'
  | 'report-duplicate'
  | 'report-too-early';
