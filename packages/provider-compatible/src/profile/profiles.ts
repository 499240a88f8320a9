import { antiCaptcha } from './anti-captcha.ts';
import { azCaptcha } from './az-captcha.ts';
import { capGuru } from './cap-guru.ts';
import { capMonster } from './cap-monster.ts';
import { capSolver } from './cap-solver.ts';
import { custom } from './custom.ts';
import { local } from './local.ts';
import type { Profile } from './profile.ts';
import { ruCaptcha } from './ru-captcha.ts';
import { solveCaptcha } from './solve-captcha.ts';
import { twoCaptcha } from './two-captcha.ts';

/** Every service with a profile, by the word that chooses it. */
export const profiles = {
  '2captcha': twoCaptcha,
  rucaptcha: ruCaptcha,
  solvecaptcha: solveCaptcha,
  azcaptcha: azCaptcha,
  'cap-guru': capGuru,
  capmonster: capMonster,
  'anti-captcha': antiCaptcha,
  capsolver: capSolver,
  local,
  custom,
} as const satisfies Record<string, Profile>;

export type ProfileName = keyof typeof profiles;

export const isProfileName = (word: string): word is ProfileName => Object.hasOwn(profiles, word);
