import type { WireReply } from '../../dialects/wire.ts';
import type { ReadRequest, ServiceRequest } from './service-request.ts';

/** The service behind the provider under check: sound, and on a clock of its own that the checks move. */
export interface CheckedService {
  readonly apiKey: string;
  /** A second account's key. */
  readonly otherApiKey: string;
  /** How many tasks were accepted, which is when they are paid. */
  readonly acceptedCount: number;
  read(request: ServiceRequest): ReadRequest | undefined;
  handle(request: ServiceRequest): WireReply;
  /** Lets every task that is at work be solved. */
  finishAll(): Promise<void>;
}
