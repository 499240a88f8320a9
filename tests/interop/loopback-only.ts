import net from 'node:net';

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** From now on no socket of this process connects to anything but loopback, and no proxy is asked; returns the way back. */
export function allowLoopbackOnly(): () => void {
  for (const name of ['http_proxy', 'https_proxy', 'all_proxy']) {
    delete process.env[name];
    delete process.env[name.toUpperCase()];
  }
  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function connectToLoopback(...parameters: unknown[]) {
    const host = hostOf(parameters);
    if (!loopback.has(host)) throw new Error(`a client wants to leave this machine, for ${host}`);
    // The overloads of `connect` cannot be said in one signature; nothing is changed on the way.
    return Reflect.apply(connect, this, parameters) as net.Socket;
  };
  return () => {
    net.Socket.prototype.connect = connect;
  };
}

/** Node itself passes its options as the first of an array. A port without a host means this machine. */
function hostOf([first, second]: readonly unknown[]): string {
  const options: unknown = Array.isArray(first) ? first[0] : first;
  if (typeof options === 'object' && options !== null)
    return 'host' in options && typeof options.host === 'string' ? options.host : 'localhost';
  return typeof second === 'string' ? second : 'localhost';
}
