import type { RouterOptions } from '@understudy/core';
import { compatible } from '@understudy/provider-compatible';

import type { ServicePlaces } from './chaos-services.ts';

/** As fast as the services are. */
const timing = { firstWaitMs: 500, pollFloorMs: 500, pollTimeoutMs: 2_000, submitTimeoutMs: 3_000 };

/** The router of every worker of a chaos run. */
export const chaosRouter = ({ lead, backup }: ServicePlaces): RouterOptions => ({
  providers: [
    compatible({ id: 'lead', profile: '2captcha', apiKey: lead.apiKey, baseUrl: lead.url, timing }),
    compatible({
      id: 'backup',
      profile: '2captcha',
      apiKey: backup.apiKey,
      baseUrl: backup.url,
      timing,
    }),
  ],
  deadlineMs: 60_000,
});
