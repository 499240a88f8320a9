import net from 'node:net';

/**
 * Says so when somebody (nock, MSW) has replaced the way in which Node's sockets connect; undefined when nobody has.
 * Their sockets report a connection at once, so faults of connecting cannot be seen through them, and everything is slower.
 */
export function interceptorWarning(): string | undefined {
  const isNode = process.versions['bun'] === undefined && process.versions['deno'] === undefined;
  const connects = [net.Socket.prototype.connect, net.connect];
  // Node's own code normalises its arguments first, in every version so far.
  if (!isNode || connects.every((connect) => String(connect).includes('normalizeArgs(')))
    return undefined;
  return 'net.Socket.prototype.connect is patched: an interceptor such as nock or MSW is active in this process; faults of connecting are not what they seem, and requests are slow';
}
