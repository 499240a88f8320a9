import { describeProvider } from '@understudy/testkit/vitest';

import contract from '../../examples/writing-a-provider/acme.contract.ts';

describeProvider(contract);
