/** Real time, which chaos is made of. */
export const sleep = async (ms: number): Promise<void> =>
  new Promise((resolve) => void setTimeout(resolve, ms));
