import type { JsonValue } from './json-value.ts';

/** How the service should reach the page, where a task may be solved from a given address. */
export interface Proxy {
  readonly type: 'http' | 'https' | 'socks4' | 'socks5';
  readonly host: string;
  readonly port: number;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

interface PageTask {
  readonly siteKey: string;
  /** Full URL of the page on which the widget stands. */
  readonly pageUrl: string;
  readonly proxy?: Proxy | undefined;
  /** The browser that will use the answer. */
  readonly userAgent?: string | undefined;
}

export interface RecaptchaV2Task extends PageTask {
  /** @default false */
  readonly invisible?: boolean | undefined;
  /** @default false */
  readonly enterprise?: boolean | undefined;
  /** The widget's `data-s` value, single use; needed on some of Google's own pages. */
  readonly dataS?: string | undefined;
  /** The page's cookies as `name=value; name=value`. */
  readonly cookies?: string | undefined;
  /** Where the widget is loaded from, when it is not google.com. */
  readonly apiDomain?: string | undefined;
}

export interface RecaptchaV3Task extends PageTask {
  /** The action that the page passes to `grecaptcha.execute`. */
  readonly action?: string | undefined;
  /** 0.1 to 0.9; a wish, the score that was reached is not reported by any service. */
  readonly minScore?: number | undefined;
  /** @default false */
  readonly enterprise?: boolean | undefined;
  readonly apiDomain?: string | undefined;
}

export interface TurnstileTask extends PageTask {
  readonly action?: string | undefined;
  /** The widget's `cData` value. */
  readonly data?: string | undefined;
  /** The challenge page's `chlPageData` value. */
  readonly pageData?: string | undefined;
}

export interface ImageTask {
  /** The picture's bytes, or its base64 text with or without a `data:` prefix. */
  readonly image: Uint8Array | string;
  readonly isPhrase?: boolean | undefined;
  readonly isCaseSensitive?: boolean | undefined;
  readonly isCalculation?: boolean | undefined;
  readonly characters?:
    | 'any'
    | 'digits'
    | 'letters'
    | 'digits-or-letters'
    | 'digits-and-letters'
    | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  /** Two-letter language of the text. */
  readonly language?: string | undefined;
  /** A sentence for the person who solves it. */
  readonly instructions?: string | undefined;
}

/** What services return beside the answer. Never dropped: some answers hold only for the user agent they came with. */
export interface SolutionExtras {
  /** The browser that the answer is bound to, when the service names one. */
  readonly userAgent?: string | undefined;
  readonly cookies?: JsonValue | undefined;
  readonly respKey?: string | undefined;
}

export interface TokenSolution extends SolutionExtras {
  readonly token: string;
}

export interface TextSolution extends SolutionExtras {
  readonly text: string;
}

/** Every task type with its fields and its answer. A plug-in adds its own by declaration merging. */
export interface TaskMap {
  'recaptcha-v2': { readonly task: RecaptchaV2Task; readonly solution: TokenSolution };
  'recaptcha-v3': { readonly task: RecaptchaV3Task; readonly solution: TokenSolution };
  turnstile: { readonly task: TurnstileTask; readonly solution: TokenSolution };
  image: { readonly task: ImageTask; readonly solution: TextSolution };
}

export type TaskType = keyof TaskMap & string;

/** The fields of a task of type `T`, without the `type` itself. */
export type TaskOf<T extends TaskType> = TaskMap[T]['task'];

/** What is asked of a provider: a union on `type`. */
export type Task<T extends TaskType = TaskType> = {
  readonly [K in T]: { readonly type: K } & TaskOf<K>;
}[T];
