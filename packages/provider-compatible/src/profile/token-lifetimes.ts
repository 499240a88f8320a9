/** A text never expires. A day stands for that: long enough for anybody, and short enough for every timer. */
const lastingMs = 86_400_000;

/**
 * How long an answer is of use, by the services that verify it: reCAPTCHA 2 minutes (developers.google.com/recaptcha,
 * "Verifying the user's response"), Turnstile 300 s (developers.cloudflare.com/turnstile, "Server-side validation").
 */
export const tokenLifetimesMs = {
  default: 120_000,
  'recaptcha-v2': 120_000,
  'recaptcha-v3': 120_000,
  turnstile: 300_000,
  image: lastingMs,
} as const;
