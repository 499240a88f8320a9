import type { ContractMutant } from './broken.ts';
import { errorMutants } from './error-mutants.ts';
import { hygieneMutants } from './hygiene-mutants.ts';
import { pollMutants } from './poll-mutants.ts';
import { quarryMutants } from './quarry-mutants.ts';
import { submitMutants } from './submit-mutants.ts';

/** Every broken adapter, each with the check that has to notice it. */
export const contractMutants: readonly ContractMutant[] = [
  ...submitMutants,
  ...pollMutants,
  ...errorMutants,
  ...hygieneMutants,
  ...quarryMutants,
];
