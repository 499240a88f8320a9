import { comesBack } from './comes-back.ts';
import { conservesTasks } from './conserves-tasks.ts';
import { explainsDecisions } from './explained-decisions.ts';
import { guardsProviders } from './guarded-providers.ts';
import { heedsAborts } from './heeds-aborts.ts';
import type { Invariant, InvariantId } from './invariant.ts';
import { keepsPace } from './keeps-pace.ts';
import { leavesNothing } from './leaves-nothing.ts';
import { ledgersAgree } from './ledgers-agree.ts';
import { livesTwiceAtMost } from './live-attempts.ts';
import { losesNothing } from './loses-nothing.ts';
import { neverFailsClosed } from './never-fails-closed.ts';
import { givesOwnAnswers } from './own-answers.ts';
import { sameSeedSameLog } from './same-seed.ts';
import { settlesOnce } from './settles-once.ts';
import { keepsSoundHealth } from './sound-health.ts';
import { survivesJumps } from './survives-jumps.ts';

/** Every rule that holds in every world. */
export const allInvariants: Readonly<Record<InvariantId, Invariant>> = {
  I1: settlesOnce,
  I2: conservesTasks,
  I3: losesNothing,
  I4: livesTwiceAtMost,
  I5: ledgersAgree,
  I6: guardsProviders,
  I7: leavesNothing,
  I8: givesOwnAnswers,
  I9: neverFailsClosed,
  I10: keepsPace,
  I11: comesBack,
  I12: keepsSoundHealth,
  I13: sameSeedSameLog,
  I14: heedsAborts,
  I15: explainsDecisions,
  I16: survivesJumps,
};
