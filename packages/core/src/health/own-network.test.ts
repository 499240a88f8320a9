import { describe, expect, it } from 'vitest';

import { VirtualClock } from '../testing/virtual-clock.ts';
import { OwnNetwork } from './own-network.ts';

function networkOf(services: readonly string[]): {
  readonly clock: VirtualClock;
  readonly network: OwnNetwork;
} {
  const clock = new VirtualClock();
  return { clock, network: new OwnNetwork(services, clock) };
}

describe('OwnNetwork', () => {
  it('is suspected, and says so once, when every service has failed within a minute', async () => {
    const { network, clock } = networkOf(['lead', 'backup']);
    expect(network.record('lead', 'unhealthy')).toBe(false);
    await clock.advance(60_000);
    expect(network.record('backup', 'unhealthy')).toBe(true);
    expect(network.isSuspected).toBe(true);
    expect(network.record('lead', 'unhealthy')).toBe(false);
  });

  it('is not suspected when the failures lie further apart', async () => {
    const { network, clock } = networkOf(['lead', 'backup']);
    network.record('lead', 'unhealthy');
    await clock.advance(60_001);
    expect(network.record('backup', 'unhealthy')).toBe(false);
    expect(network.isSuspected).toBe(false);
  });

  it('is not suspected while one service has not failed', () => {
    const { network } = networkOf(['lead', 'backup', 'third']);
    network.record('lead', 'unhealthy');
    expect(network.record('backup', 'unhealthy')).toBe(false);
  });

  it('is cleared by anything that works, which then must fail again', () => {
    const { network } = networkOf(['lead', 'backup']);
    network.record('lead', 'unhealthy');
    network.record('backup', 'unhealthy');
    network.record('lead', 'healthy');
    expect(network.isSuspected).toBe(false);
    expect(network.record('backup', 'unhealthy')).toBe(false);
    expect(network.record('lead', 'unhealthy')).toBe(true);
  });

  it('hears nothing in what is inconclusive', () => {
    const { network } = networkOf(['lead', 'backup']);
    network.record('lead', 'unhealthy');
    expect(network.record('backup', 'inconclusive')).toBe(false);
    network.record('lead', 'inconclusive');
    expect(network.record('backup', 'unhealthy')).toBe(true);
  });

  it('takes the only service that fails for just that, also with several accounts there', () => {
    const { network } = networkOf(['lead', 'lead']);
    network.record('lead', 'unhealthy');
    expect(network.isSuspected).toBe(false);
  });
});
