import type { ContractMutant } from './broken.ts';
import { errorMutants } from './error-mutants.ts';
import { hygieneMutants } from './hygiene-mutants.ts';
import { pollMutants } from './poll-mutants.ts';
import { quarryMutants } from './quarry-mutants.ts';
import { socketMutants } from './socket-mutants.ts';
import { submitMutants } from './submit-mutants.ts';

/** Every broken adapter that needs no socket, each with the check that has to notice it. */
export const memoryMutants: readonly ContractMutant[] = [
  ...submitMutants,
  ...pollMutants,
  ...errorMutants,
  ...hygieneMutants,
  ...quarryMutants,
];

/** Every broken adapter. */
export const contractMutants: readonly ContractMutant[] = [...memoryMutants, ...socketMutants];
