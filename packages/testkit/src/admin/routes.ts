import type { Route } from './route.ts';
import { accountRoutes } from './account-routes.ts';
import { journalRoutes } from './journal-routes.ts';
import { ruleRoutes } from './rule-routes.ts';
import { runRoutes } from './run-routes.ts';
import { scenarioRoutes } from './scenario-routes.ts';
import { taskRoutes } from './task-routes.ts';

/** Everything that can be asked of the admin API. */
export const routes: readonly Route[] = [
  ...runRoutes,
  ...ruleRoutes,
  ...scenarioRoutes,
  ...accountRoutes,
  ...taskRoutes,
  ...journalRoutes,
];
