/** What was typed cannot be done; nothing was started. */
export class CliError extends Error {
  override readonly name = 'CliError';
}
