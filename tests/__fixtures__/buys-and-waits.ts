import { router, turnstile } from './router-in-script.ts';

// Stores what it bought where its parent sees it, and waits for the answer.
const onAccepted = (record: object): void => console.log(JSON.stringify(record));
await Promise.all([1, 2, 3].map(() => router.solve(turnstile, { onAccepted })));
