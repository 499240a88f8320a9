/** The control endpoint cannot be had, or answers what no worker would. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  /**
   * `gone`: nobody listens any more; `lost`: the reply never came, so what was asked for may have been done; `refused`:
   * it was not done.
   */
  readonly kind: 'gone' | 'lost' | 'refused';

  constructor(kind: ControlError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}
