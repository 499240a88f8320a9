import type {
  Judgement,
  ProviderErrorCode,
  ProviderV1,
  TaskType,
  Transport,
} from '@understudy/core/provider';
import { captchaai } from '@understudy/provider-captchaai';
import { compatible, type ProfileName } from '@understudy/provider-compatible';

import { accountProxyUrl, apiKey } from './secrets.ts';

/** One thing that reads replies: a provider's dialect, and in what its service differs from the family. */
export interface Decoder {
  readonly name: string;
  readonly dialect: 'in.php' | 'createTask';
  connect(transport: Transport): ProviderV1;
  /** Reaches its service by a proxy with credentials. */
  readonly isRelayed?: true;
  /** In which amounts are billed, where they are. */
  readonly currency?: string;
  /** Asks by `get2`, whose answer in text ends in a price. */
  readonly asksForPrice?: true;
  /** Answers images in the reply to their submit, without an id. */
  readonly solvesImagesAtOnce?: true;
  readonly unsolvableIsCharged?: true;
  readonly pendingStatuses?: readonly number[];
  readonly recordedStatuses?: readonly number[];
  readonly refusedStatuses?: readonly number[];
  /** Codes that mean something else here. */
  readonly meanings?: Readonly<Record<string, ProviderErrorCode>>;
  /** A word that stands where an answer should. */
  readonly refusedAnswer?: string;
  /** What every id has to be. */
  readonly idPattern?: RegExp;
  /** A call that is understood only with both of these fields. */
  readonly callbackFields?: { readonly id: string; readonly answer: string };
  /** A report that the service hears. */
  readonly heardReport: { readonly type: TaskType; readonly judgement: Judgement };
}

const id = 'lead';
const heardReport = { type: 'image', judgement: 'rejected' } as const;
const account = { id, apiKey } as const;
const relayed = { ...account, proxyUrl: accountProxyUrl } as const;
const callsBack = { parameter: 'notify', idField: 'captcha_id', answerField: 'code' } as const;
const numbered = /^\d{6,20}$/;

type Difference = Omit<Partial<Decoder>, 'name' | 'dialect' | 'connect'>;

const inPhp = (profile: Exclude<ProfileName, 'custom'>, difference: Difference = {}): Decoder => ({
  name: `${profile} in.php`,
  dialect: 'in.php',
  connect: (transport) => compatible({ ...account, profile, dialect: 'in.php', transport }),
  heardReport,
  ...difference,
});

const createTask = (
  profile: Exclude<ProfileName, 'custom'>,
  difference: Difference = {},
): Decoder => ({
  name: `${profile} createTask`,
  dialect: 'createTask',
  connect: (transport) => compatible({ ...account, profile, dialect: 'createTask', transport }),
  currency: 'USD',
  heardReport,
  ...difference,
});

const customised = {
  ...relayed,
  profile: 'custom',
  baseUrl: 'https://solver.example/api',
  callsBack,
  idPattern: String.raw`\d{6,20}`,
} as const;

/** Each dialect, with every shape that one of its services has alone: the others are read as one of these. */
export const decoders: readonly [Decoder, ...Decoder[]] = [
  {
    name: 'captchaai',
    dialect: 'in.php',
    connect: (transport) => captchaai({ ...account, syncImages: true, transport }),
    meanings: { ERROR_ZERO_BALANCE: 'at-capacity' },
    solvesImagesAtOnce: true,
    heardReport,
  },
  inPhp('2captcha', { currency: 'USD', asksForPrice: true }),
  inPhp('rucaptcha', { currency: 'RUB', asksForPrice: true, recordedStatuses: [500] }),
  inPhp('cap-guru', { currency: 'USD', refusedAnswer: 'notpic' }),
  inPhp('capmonster', { currency: 'USD', pendingStatuses: [503] }),
  {
    name: 'custom in.php',
    dialect: 'in.php',
    connect: (transport) =>
      compatible({
        ...customised,
        transport,
        batch: 4,
        pollMethod: 'GET',
        submitEncoding: 'query',
        supportsJson: false,
      }),
    isRelayed: true,
    idPattern: numbered,
    callbackFields: { id: 'captcha_id', answer: 'code' },
    heardReport,
  },
  createTask('2captcha'),
  createTask('anti-captcha', { unsolvableIsCharged: true }),
  createTask('capmonster', { pendingStatuses: [503] }),
  createTask('capsolver', { refusedStatuses: [400, 401] }),
  {
    name: 'custom createTask',
    dialect: 'createTask',
    connect: (transport) => compatible({ ...customised, dialect: 'createTask', transport }),
    isRelayed: true,
    idPattern: numbered,
    callbackFields: { id: 'captcha_id', answer: 'code' },
    heardReport,
  },
];
