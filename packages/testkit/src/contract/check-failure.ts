/** A check that found something. */
export class CheckFailure extends Error {
  override readonly name = 'CheckFailure';
  readonly actual: unknown;
  readonly expected: unknown;

  constructor(saw: string, { actual, expected }: { actual?: unknown; expected?: unknown } = {}) {
    super(saw);
    this.actual = actual;
    this.expected = expected;
  }
}

/** The check cannot say anything here; the reason is shown. */
export class CheckSkipped extends Error {
  override readonly name = 'CheckSkipped';
}

/** What a check needs could not be made: no fault that the check could name. */
export class SetUpFailure extends Error {
  override readonly name = 'SetUpFailure';
}
