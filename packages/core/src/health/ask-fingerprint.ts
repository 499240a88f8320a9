import type { Clock } from '../provider/clock.ts';
import type { ProviderV1 } from '../provider/provider-v1.ts';
import { within } from '../seams/within.ts';

const limitMs = 200;

/** What stands for the present key, where the provider says so in time; else undefined. */
export async function askFingerprint(
  provider: ProviderV1,
  { clock, closed }: { readonly clock: Clock; readonly closed: AbortSignal },
): Promise<string | undefined> {
  const answer = await within({ clock, limitMs, signal: closed }, async () =>
    provider.credentialsFingerprint?.(),
  );
  return answer.kind === 'value' ? answer.value : undefined;
}
