/** The task types that the profiles of this package speak of. */
export const compatibleTaskTypes = ['recaptcha-v2', 'recaptcha-v3', 'turnstile', 'image'] as const;

export type CompatibleTaskType = (typeof compatibleTaskTypes)[number];
