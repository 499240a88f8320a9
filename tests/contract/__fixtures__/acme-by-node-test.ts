import { describeProvider } from '@understudy/testkit/node-test';

import contract from '../../../examples/writing-a-provider/acme.contract.ts';

describeProvider({ ...contract, only: ['B', 'H06'] });
