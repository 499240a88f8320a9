import { describe, expect, it } from 'vitest';

import { leadSaid } from '../__fixtures__/provider-errors.ts';
import type { ProviderErrorCode } from '../errors/provider-error.ts';
import { type NextStep, NextSteps } from './next-step.ts';

type End = Parameters<NextSteps['afterEnd']>[0];

const refused = (code: ProviderErrorCode): End => ({ kind: 'refused', error: leadSaid(code) });
const failed = (code: ProviderErrorCode): End => ({
  kind: 'failed',
  error: leadSaid(code, { operation: 'poll' }),
});
const unanswered = (code: ProviderErrorCode): End => ({ kind: 'unknown', error: leadSaid(code) });

describe('NextSteps', () => {
  it.each<[ProviderErrorCode, NextStep]>([
    ['task-invalid', 'give-up'],
    ['task-unsupported', 'rank-again'],
    ['task-over-limits', 'rank-again'],
    ['task-stale', 'refresh'],
    ['task-unsolvable', 'rank-again'],
    ['credentials-rejected', 'rank-again'],
    ['funds-exhausted', 'rank-again'],
    ['address-banned', 'rank-again'],
    ['at-capacity', 'rank-again'],
    ['rate-limited', 'rank-again'],
    ['unreachable', 'rank-again'],
    ['unclassified', 'rank-again'],
    ['proxy-rejected', 'another-proxy'],
  ])('after a submit that was refused with %s: %s', (code, step) => {
    expect(new NextSteps('fail').afterEnd(refused(code))).toBe(step);
  });

  it.each<[ProviderErrorCode, NextStep]>([
    ['task-invalid', 'give-up'],
    ['task-unsupported', 'rank-again'],
    ['task-stale', 'refresh'],
    ['task-unsolvable', 'rank-again'],
    ['ticket-lost', 'rank-again'],
    ['protocol-violated', 'rank-again'],
    ['unclassified', 'rank-again'],
    ['proxy-rejected', 'another-proxy'],
  ])('after a ticket that ended with %s: %s', (code, step) => {
    expect(new NextSteps('fail').afterEnd(failed(code))).toBe(step);
  });

  describe.each(['outcome-unknown', 'provider-unavailable', 'protocol-violated'] as const)(
    'after a submit that ended with %s',
    (code) => {
      it('goes on with another provider by the policy `fail-over`', () => {
        const steps = new NextSteps('fail-over');
        expect(steps.afterEnd(unanswered(code))).toBe('rank-again');
        expect(steps.afterEnd(unanswered(code))).toBe('rank-again');
      });

      it('fails by the policy `fail`', () => {
        expect(new NextSteps('fail').afterEnd(unanswered(code))).toBe('fail-unknown');
      });

      it('is sent to the same provider once more by the policy `resubmit`, and then goes on', () => {
        const steps = new NextSteps('resubmit');
        expect(steps.afterEnd(unanswered(code))).toBe('resubmit');
        expect(steps.afterEnd(unanswered(code))).toBe('rank-again');
      });

      it.each(['fail', 'resubmit'] as const)(
        'needs no policy, such as `%s`, when the profile knows it as a refusal',
        (policy) => {
          expect(new NextSteps(policy).afterEnd(refused(code))).toBe('rank-again');
        },
      );
    },
  );

  it('follows the same policy when a submit merely stays silent', () => {
    expect(new NextSteps('fail').afterUnknown()).toBe('fail-unknown');
    expect(new NextSteps('fail-over').afterUnknown()).toBe('rank-again');
    const steps = new NextSteps('resubmit');
    expect(steps.afterUnknown()).toBe('resubmit');
    expect(steps.afterEnd(unanswered('outcome-unknown'))).toBe('rank-again');
  });

  it('goes on after one refusal that no table knows, and gives up after the second', () => {
    const steps = new NextSteps('fail-over');
    expect(steps.afterEnd(refused('unclassified'))).toBe('rank-again');
    expect(steps.afterEnd(refused('at-capacity'))).toBe('rank-again');
    expect(steps.afterEnd(refused('unclassified'))).toBe('give-up');
  });
});
