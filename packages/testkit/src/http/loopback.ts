/** Whether nobody but this machine can reach a host. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);

/** Where this machine reaches a server that listens at an address: one that listens everywhere is on loopback too. */
export function loopbackOf(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}

/** Where this machine reaches a server, without the scheme. */
export function authorityOf({
  host,
  port,
}: {
  readonly host: string;
  readonly port: number;
}): string {
  const reached = loopbackOf(host);
  return reached.includes(':') ? `[${reached}]:${port}` : `${reached}:${port}`;
}
