import type { LoadedConfig } from '../config/worker-config.ts';

/** By which names the providers of a configuration are known. */
export const providerIds = ({ router }: LoadedConfig): readonly string[] =>
  router.providers.map(({ id }) => id);
