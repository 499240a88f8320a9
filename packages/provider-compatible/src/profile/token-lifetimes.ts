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
  // A challenge is stale within minutes, and its answer with it: one source only.
  'geetest-v3': 120_000,
  'geetest-v4': 120_000,
  // 15 minutes to 24 hours by the site's setting (blog.captchaai.com/how-cloudflare-challenge-works); the shortest.
  'cloudflare-challenge': 900_000,
  image: lastingMs,
  // Tiles stand as long as the widget that shows them: reCAPTCHA gives up after 2 minutes.
  grid: 120_000,
  bls: 120_000,
} as const;
