import { writeFileSync } from 'node:fs';

import { providersPage, providersPageUrl } from './providers-page/page.ts';

writeFileSync(providersPageUrl, providersPage());
