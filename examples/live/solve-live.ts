import { createRouter, type ProviderV1, type RouterEvent } from '@understudy/core';
import { captchaai } from '@understudy/provider-captchaai';
import { compatible, type ProfileName } from '@understudy/provider-compatible';

import { drawDigits } from './draw-digits.ts';

const missingKeys = `--live solves one real task, and needs a key of at least one service in the environment:

  CAPTCHAAI_API_KEY   a key of captchaai.com
  BACKUP_API_KEY      a key of another service
  BACKUP_PROFILE      which one it is; 2captcha when not given

Neither CAPTCHAAI_API_KEY nor BACKUP_API_KEY is set, so nothing was sent.`;

function providersFromEnvironment(): readonly ProviderV1[] {
  const { CAPTCHAAI_API_KEY, BACKUP_API_KEY, BACKUP_PROFILE } = process.env;
  const providers: ProviderV1[] = [];
  if (CAPTCHAAI_API_KEY) providers.push(captchaai({ apiKey: CAPTCHAAI_API_KEY }));
  if (BACKUP_API_KEY) {
    // The factory refuses a profile that it does not know, by its nearest name.
    const profile = (BACKUP_PROFILE || '2captcha') as Exclude<ProfileName, 'custom'>;
    providers.push(compatible({ profile, apiKey: BACKUP_API_KEY }));
  }
  return providers;
}

function printEvent(event: RouterEvent): void {
  if (event.type === 'attempt-started') console.log(`  asking ${event.providerId}`);
  if (event.type === 'attempt-accepted') console.log(`  ${event.providerId} accepted the task`);
  if (event.type === 'attempt-ended' && event.outcome !== 'solved') {
    console.log(`  ${event.providerId}: ${event.outcome} (${event.code ?? 'no code'})`);
  }
}

/** Solves one real picture, drawn here, and checks the answer. @returns the exit code. */
export async function solveLive(): Promise<number> {
  const providers = providersFromEnvironment();
  if (providers.length === 0) {
    console.error(missingKeys);
    return 2;
  }
  const digits = String(Math.floor(100_000 + Math.random() * 900_000));
  console.log(
    `a picture of ${digits.length} digits goes to ${providers.map(({ id }) => id).join(', ')}`,
  );
  await using router = createRouter({ providers, onEvent: printEvent });
  try {
    const image = drawDigits(digits, Math.random);
    const solved = await router.solve({ type: 'image', image, characters: 'digits' });
    const isRight = solved.solution.text.trim() === digits;
    await solved.report(isRight ? 'accepted' : 'rejected');
    const { amount, currency, basis } = solved.cost;
    console.log(
      `solved by ${solved.providerId} for ${amount} ${currency} (${basis}): ${isRight ? 'right' : 'wrong'}`,
    );
    return isRight ? 0 : 1;
  } catch (error) {
    console.error(String(error));
    return 1;
  }
}
