import type { FakeProvider } from '@understudy/testkit';

/** Somebody else's client program and what it has to bring about at a fake. */
export interface InteropClient {
  /** The package and its version. */
  readonly name: string;
  /** The fake that it expects to meet. */
  readonly dialect: '2captcha' | 'createTask';
  /** The steps in order; each one goes on where the one before it ended. */
  steps(fake: FakeProvider): readonly InteropStep[];
}

export interface InteropStep {
  readonly name: string;
  /** Rejects when the client and the fake do not understand each other. */
  run(): Promise<void>;
}

/** A picture, as far as either side looks at it. */
export const picture = (name: string): string =>
  Buffer.from(`a picture of ${name}`).toString('base64');

export const page = 'https://shop.example/login';
