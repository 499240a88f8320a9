import { hasSolverErrorBrand, SolverError } from './solver-error.ts';

/** An option of a factory or of a call is missing, misspelt or out of range. Nothing was sent. */
export class OptionsInvalidError extends SolverError {
  override readonly name = 'OptionsInvalidError';
  override readonly code = 'options-invalid';
  /** Path of the offending option, such as `timing.pollFloorMs`. */
  readonly option: string;

  constructor(init: {
    readonly option: string;
    readonly message: string;
    readonly cause?: unknown;
  }) {
    super({ message: init.message, charged: 'no', cause: init.cause });
    this.option = init.option;
  }

  static isInstance(value: unknown): value is OptionsInvalidError {
    return hasSolverErrorBrand(value) && Object(value).name === 'OptionsInvalidError';
  }
}
