/** The valid word that the message of a refusal names; absent where it lists them all. */
export const nearestIn = (message: string): string | undefined =>
  /did you mean "([^"]*)"/.exec(message)?.[1];
