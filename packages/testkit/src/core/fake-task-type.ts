/** The kinds of task that the fake can solve. */
export const fakeTaskTypes = ['recaptcha-v2', 'recaptcha-v3', 'turnstile', 'image'] as const;

/** A kind of task that the fake can solve. */
export type FakeTaskType = (typeof fakeTaskTypes)[number];
