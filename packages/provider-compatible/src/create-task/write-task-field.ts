import type { FuncaptchaTask, JsonValue, Proxy } from '@understudy/core/provider';

import type { FieldEncoder, Parameters } from '../fields/field-encoder.ts';
import { as, proxyParts } from '../fields/write-field.ts';

/** The page of every widget. */
export const page = { siteKey: as('websiteKey'), pageUrl: as('websiteURL') } as const;

/** What a widget is rendered with, as far as `enterprisePayload` repeats it. */
export interface Widget {
  readonly enterprise?: boolean | undefined;
  readonly action?: string | undefined;
  readonly dataS?: string | undefined;
}

/** What the enterprise widget is rendered with beside its key ("grecaptcha.enterprise.render"). */
const renderedWith = ({ dataS: s, action }: Widget): Parameters => ({
  enterprisePayload: {
    ...(s === undefined ? {} : { s }),
    ...(action === undefined ? {} : { action }),
  },
});

/** `data-s`, for services that take an action by the same payload: each of the two writes the whole. */
export const renderedDataS: FieldEncoder<string, Widget> = (value, widget) =>
  widget.enterprise === true ? renderedWith(widget) : { recaptchaDataSValue: value };

/** The action, where it has no name of its own: a plain widget has none. */
export const renderedAction: FieldEncoder<string, Widget> = (_action, widget) =>
  widget.enterprise === true ? renderedWith(widget) : {};

/** `data-s` has its own place in the enterprise edition. */
export const dataS: FieldEncoder<string, { readonly enterprise?: boolean | undefined }> = (
  value,
  { enterprise },
) => (enterprise === true ? { enterprisePayload: { s: value } } : { recaptchaDataSValue: value });

/** `proxy=host:port:login:password`, with the type before it unless it is HTTP: one of CapSolver's two forms. */
export function proxyLine({ type, host, port, username, password }: Proxy): Parameters {
  const beginning = type === 'http' ? [] : [type];
  const credentials = username === undefined ? [] : [username, password ?? ''];
  return { proxy: [...beginning, host, port, ...credentials].join(':') };
}

/** `proxyAddress` and so on without a `proxyType`, for services that take HTTP proxies only. */
export function httpProxyParts(proxy: Proxy): Parameters {
  const { proxyType: _type, ...parts } = proxyParts(proxy);
  return parts;
}

/** The values of an Arkose widget travel as JSON text. */
export const arkoseData: FieldEncoder<NonNullable<FuncaptchaTask['data']>> = (data) => ({
  data: JSON.stringify(data),
});

/** Services ask for a host where the widget has a URL. */
export const hostAs =
  (name: string): FieldEncoder<string> =>
  (address) => ({ [name]: URL.canParse(address) ? new URL(address).host : address });

/** Workers stand in three queues by their scores, and a wish between two of them is fulfilled by the higher one. */
export const scoreQueue: FieldEncoder<number> = (wish) => ({
  minScore: [0.3, 0.7].find((score) => score >= wish) ?? 0.9,
});

/** Cookies as a list of names and values. */
export const cookieList: FieldEncoder<string> = (cookies) => ({
  cookies: cookies.split(';').flatMap((pair): readonly JsonValue[] => {
    const [name = '', ...value] = pair.split('=');
    return name.trim() === '' ? [] : [{ name: name.trim(), value: value.join('=').trim() }];
  }),
});

/** A method of the service's own: nothing is checked, nothing is renamed. */
export const rawMethod = {
  fields: { parameters: (parameters: Parameters) => parameters, method: as('type') },
  // It would change what the task is.
  misfit: ({ parameters }: { readonly parameters: Parameters }) =>
    Object.hasOwn(parameters, 'type')
      ? { field: 'parameters.type', message: "is the service's own" }
      : undefined,
} as const;
