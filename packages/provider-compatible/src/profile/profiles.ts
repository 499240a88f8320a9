import { custom } from './custom.ts';
import type { Profile } from './profile.ts';
import { twoCaptcha } from './two-captcha.ts';

/** Every service with a profile, by the word that chooses it. */
export const profiles = { '2captcha': twoCaptcha, custom } as const satisfies Record<
  string,
  Profile
>;

export type ProfileName = keyof typeof profiles;

export const isProfileName = (word: string): word is ProfileName => Object.hasOwn(profiles, word);
