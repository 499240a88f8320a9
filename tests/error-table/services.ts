import { type CallContext, ProviderError, type ProviderV1 } from '@understudy/core/provider';
import {
  type InMemoryReply,
  inMemoryTransport,
  seededRandom,
  VirtualClock,
} from '@understudy/core/testing';
import { captchaai } from '@understudy/provider-captchaai';
import { compatible } from '@understudy/provider-compatible';

import type { DialectName } from '../../packages/provider-compatible/src/profile/profile.ts';
import {
  type ProfileName,
  profiles,
} from '../../packages/provider-compatible/src/profile/profiles.ts';

const apiKey = '0123456789abcdef0123456789abcdef';
const image = Buffer.from('GIF89a'.padEnd(300, '\0')).toString('base64');
const ticket = { id: '75012345', type: 'image' };

/** The ways in which a dialect says a code. */
export const sayings: Readonly<Record<DialectName, readonly ((word: string) => string)[]>> = {
  'in.php': [(word) => word, (word) => `{"status":0,"request":"${word}"}`],
  createTask: [(word) => `{"errorId":1,"errorCode":"${word}","errorDescription":"-","taskId":0}`],
};

/** A service that gives one reply to whatever it is asked. */
export interface AnsweringService {
  readonly name: string;
  readonly dialect: DialectName;
  connect(reply: InMemoryReply): ProviderV1;
}

const ofProfile = (profile: ProfileName): readonly AnsweringService[] =>
  // The dialects of a profile are its own keys.
  (Object.keys(profiles[profile].dialects) as DialectName[]).map((dialect) => ({
    name: profile,
    dialect,
    connect: (reply) =>
      compatible({
        profile,
        dialect,
        apiKey,
        baseUrl: 'https://solver.example',
        transport: inMemoryTransport(() => reply),
      }),
  }));

const ofCaptchaai = (
  name: string,
  options: { readonly syncImages?: boolean },
): AnsweringService => ({
  name,
  dialect: 'in.php',
  connect: (reply) => captchaai({ apiKey, ...options, transport: inMemoryTransport(() => reply) }),
});

/** Every profile in every dialect that it speaks, and CaptchaAI with and without solve.php. */
export const services: readonly AnsweringService[] = [
  ofCaptchaai('captchaai', {}),
  ofCaptchaai('captchaai', { syncImages: true }),
  // Keys of an object are text to TypeScript, whatever the object is.
  ...(Object.keys(profiles) as ProfileName[]).flatMap(ofProfile),
];

const context: CallContext = {
  signal: new AbortController().signal,
  recall: new AbortController().signal,
  clock: new VirtualClock(),
  random: seededRandom(7),
  attemptId: 'attempt-1',
  remainingMs: 60_000,
};

/** How a call of each kind ends: in an error, however the provider says so, or in its own word. */
export const endings = {
  submit: async (provider: ProviderV1) => endOf(provider.submit({ type: 'image', image }, context)),
  poll: async (provider: ProviderV1) => endOf(provider.poll(ticket, context)),
  report: async (provider: ProviderV1) =>
    endOf(provider.report?.({ ticket, judgement: 'rejected' }, context)),
} as const;

async function endOf(outcome: Promise<unknown> | undefined): Promise<ProviderError | string> {
  const value = await Promise.resolve(outcome).catch((error: unknown) => ({ error }));
  const { error, status } = Object(value);
  return ProviderError.isInstance(error) ? error : String(status);
}
