import { catalogue } from '../../packages/testkit/src/faults/catalogue/catalogue.ts';
import { faultScenarios } from '../../packages/testkit/src/faults/fault-scenarios.ts';
import { renderFaultsPage } from './render-faults-page.ts';

/** Where the page stands. */
export const faultsPageUrl = new URL('../../docs/faults.md', import.meta.url);

/** What the page should say. */
export const faultsPage = (): string => renderFaultsPage(catalogue, faultScenarios);
