import nock from 'nock';
import { afterEach, beforeEach } from 'vitest';

// No wire test can reach out: what it did not describe is refused.
beforeEach(() => {
  nock.disableNetConnect();
});

afterEach(() => {
  nock.cleanAll();
});
