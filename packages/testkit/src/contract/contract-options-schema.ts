import {
  nearestWord,
  OptionsInvalidError,
  parseOptions,
  strictObject,
} from '@understudy/core/provider';
import * as z from 'zod';

import { dialectNames } from '../dialects/dialects.ts';
import { oneOf } from '../faults/one-of.ts';
import { allChecks } from './all-checks.ts';
import { groups } from './check.ts';
import type { ContractOptions } from './contract-options.ts';

const owner = 'checkProvider';

const functionSchema = z.custom<ContractOptions['create']>((value) => typeof value === 'function', {
  error: 'must be a function that makes the provider',
});

const wireSchema = z.custom<ContractOptions['wire']>(
  (value) => typeof Object(value).read === 'function' && typeof Object(value).words === 'object',
  { error: 'must describe the service: at least "read" and "words"' },
);

const optionsSchema = strictObject({
  name: z.string().min(1),
  create: functionSchema,
  dialect: oneOf(dialectNames).optional(),
  wire: wireSchema.optional(),
  words: z.custom<ContractOptions['words']>((value) => typeof value === 'object').optional(),
  unsolvableCharged: oneOf(['as-said', 'always', 'never']).optional(),
  fake: strictObject({
    ids: oneOf(['string', 'integer']).optional(),
    instantResults: z.boolean().optional(),
    errorStatuses: oneOf(['ok', 'capsolver']).optional(),
  }).optional(),
  samples: z.custom<ContractOptions['samples']>((value) => typeof value === 'object').optional(),
  taskType: z.string().min(1).optional(),
  httpClient: oneOf(['injected', 'own']).optional(),
  expectFailures: z.record(z.string(), z.string().min(1)).optional(),
  only: z.array(z.string().min(1)).min(1).readonly().optional(),
  real: z.boolean().optional(),
  seed: z.union([z.string().min(1), z.number()]).optional(),
});

/** @throws {OptionsInvalidError} naming the option, and the nearest valid word. */
export function checkContractOptions(options: ContractOptions): ContractOptions {
  const parsed = parseOptions(optionsSchema, options, owner);
  if ((parsed.dialect === undefined) === (parsed.wire === undefined)) {
    throw invalid('dialect', 'give either "dialect" or "wire", to say how the service answers');
  }
  for (const id of Object.keys(parsed.expectFailures ?? {}))
    refuseUnknown('expectFailures', id, ids);
  for (const id of parsed.only ?? []) refuseUnknown('only', id, [...ids, ...Object.keys(groups)]);
  return parsed;
}

const ids = allChecks.map(({ id }) => id);

function refuseUnknown(option: string, id: string, valid: readonly string[]): void {
  if (valid.includes(id)) return;
  const nearest = nearestWord(id, valid);
  const hint =
    nearest === undefined
      ? `valid are ${valid[0]} to ${valid.at(-1)}`
      : `did you mean "${nearest}"?`;
  throw invalid(option, `no check is called "${id}", ${hint}`);
}

const invalid = (option: string, problem: string): OptionsInvalidError =>
  new OptionsInvalidError({ option, message: `${owner}: option "${option}": ${problem}` });
