import type { Proxy } from './proxy.ts';

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
  /** The action that the page gives to the widget; only the enterprise edition has one. */
  readonly action?: string | undefined;
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

export interface CloudflareChallengeTask {
  /** Full URL of the page that shows the challenge. */
  readonly pageUrl: string;
  /** The clearance holds for this address only. */
  readonly proxy: Proxy;
  /** The browser that will use the clearance. */
  readonly userAgent?: string | undefined;
  /**
   * The challenge page as it came by the same proxy ("Just a moment…", status 403), at most 1,048,576 characters. It
   * changes with every load: see `refreshTask`. CapMonster needs it, beside the `userAgent`; CapSolver does for some
   * sites; the others load the page themselves, and are not sent it.
   */
  readonly pageHtml?: string | undefined;
}

export interface GeetestV3Task {
  readonly pageUrl: string;
  readonly gt: string;
  /** Single use: a failover needs a fresh one, see `refreshTask`. */
  readonly challenge: string;
  /** Host that the widget is loaded from, where it is not the usual one. */
  readonly apiServer?: string | undefined;
  readonly proxy?: Proxy | undefined;
  readonly userAgent?: string | undefined;
}

export interface GeetestV4Task {
  readonly pageUrl: string;
  readonly captchaId: string;
  readonly proxy?: Proxy | undefined;
  readonly userAgent?: string | undefined;
}

export interface FriendlyCaptchaTask {
  readonly siteKey: string;
  readonly pageUrl: string;
  readonly proxy?: Proxy | undefined;
}

export interface LeminTask {
  readonly captchaId: string;
  readonly pageUrl: string;
  /** Id of the element that holds the widget. */
  readonly divId?: string | undefined;
  readonly apiServer?: string | undefined;
}

export interface CaptchaFoxTask {
  readonly siteKey: string;
  readonly pageUrl: string;
  readonly proxy: Proxy;
  readonly userAgent?: string | undefined;
}

export interface HcaptchaTask extends PageTask {
  /** @default false */
  readonly invisible?: boolean | undefined;
  /** The widget's `rqdata` value. */
  readonly data?: string | undefined;
}

export interface FuncaptchaTask {
  readonly publicKey: string;
  readonly pageUrl: string;
  /** Where the widget is served from, where it is not the usual host. */
  readonly serviceUrl?: string | undefined;
  /** The widget's data values, such as `blob`. */
  readonly data?: Readonly<Record<string, string>> | undefined;
  readonly proxy?: Proxy | undefined;
  readonly userAgent?: string | undefined;
}

export interface AmazonWafTask {
  readonly siteKey: string;
  readonly pageUrl: string;
  readonly iv: string;
  readonly context: string;
  readonly challengeScript?: string | undefined;
  readonly captchaScript?: string | undefined;
  readonly proxy?: Proxy | undefined;
}
