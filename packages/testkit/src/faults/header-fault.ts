import { OptionsInvalidError, parseOptions, strictObject } from '@understudy/core/provider';

import { jsonReply } from '../dialects/replies.ts';
import type { WireReply } from '../dialects/wire.ts';
import { catalogue } from './catalogue/catalogue.ts';
import type { Fault } from './fault.ts';
import { firstFaultOf, injectSchema } from './inject-schema.ts';
import { nearestIn } from './nearest-in.ts';
import { isEarlyFault } from './network/connection-fault.ts';
import { describeUnknownWord } from './one-of.ts';
import { isListenerFault } from './rule.ts';

/** The header that asks for a fault of its own request. */
export const faultHeader = 'X-Fake-Fault';

/** What the header of a request comes to: a fault, or a no to what it says. */
export type HeaderFault = { readonly fault: Fault } | { readonly refusal: WireReply };

const valueSchema = strictObject({ fault: injectSchema });

/** Reads an id of the catalogue (`N05`), the kind of a fault (`no-slot`), or a fault as JSON. */
export function headerFaultOf(text: string): HeaderFault {
  try {
    return { fault: striking(faultIn(text.trim())) };
  } catch (error) {
    if (!OptionsInvalidError.isInstance(error)) throw error;
    const { message } = error;
    const body = { error: { field: faultHeader, message, nearest: nearestIn(message) } };
    return { refusal: { ...jsonReply(body), status: 400 } };
  }
}

function faultIn(text: string): Fault {
  if (/^[a-z]\d+$/i.test(text)) return faultOfId(text.toUpperCase());
  const fault = text.startsWith('{') ? jsonOf(text) : { kind: text };
  return firstFaultOf(parseOptions(valueSchema, { fault }, faultHeader).fault);
}

function faultOfId(id: string): Fault {
  const entry = catalogue.find((candidate) => candidate.id === id);
  const valid = catalogue.map((candidate) => candidate.id);
  if (entry === undefined) throw refusal(describeUnknownWord(id, valid));
  if (id.startsWith('S')) throw refusal(`${id} says when, not what: a rule can have it`);
  if (entry.example === undefined) throw refusal(`${id} is no fault of a request: ${entry.title}`);
  return firstFaultOf(entry.example.inject);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal('is not JSON');
  }
}

function striking(fault: Fault): Fault {
  if (!isEarlyFault(fault) && !isListenerFault(fault)) return fault;
  throw refusal(`"${fault.kind}" strikes before there is a request: a rule can have it`);
}

const refusal = (why: string): OptionsInvalidError =>
  new OptionsInvalidError({ option: faultHeader, message: `${faultHeader}: ${why}` });
