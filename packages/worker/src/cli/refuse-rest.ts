import { CliError } from './cli-error.ts';

/** For commands that take flags only. */
export function refuseRest([word]: readonly string[]): void {
  if (word !== undefined) throw new CliError(`"${word}" is no flag`);
}
