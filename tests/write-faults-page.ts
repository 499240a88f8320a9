import { writeFileSync } from 'node:fs';

import { faultsPage, faultsPageUrl } from './faults-page/page.ts';

writeFileSync(faultsPageUrl, faultsPage());
