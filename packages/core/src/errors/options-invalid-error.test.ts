import { describe, expect, it } from 'vitest';

import { leadSaid } from '../__fixtures__/provider-errors.ts';
import { OptionsInvalidError } from './options-invalid-error.ts';

const error = new OptionsInvalidError({
  option: 'timing.pollFloorMs',
  message: 'captchaai: option "timing.pollFloorMs": must be above zero',
});

describe('OptionsInvalidError', () => {
  it('names the option and says that nothing was spent', () => {
    expect(error).toMatchObject({
      name: 'OptionsInvalidError',
      code: 'options-invalid',
      option: 'timing.pollFloorMs',
      charged: 'no',
    });
  });

  it('is told from the other errors of this SDK', () => {
    expect(OptionsInvalidError.isInstance(error)).toBe(true);
    expect(OptionsInvalidError.isInstance(leadSaid('task-invalid'))).toBe(false);
    expect(OptionsInvalidError.isInstance(new Error('options-invalid'))).toBe(false);
  });
});
