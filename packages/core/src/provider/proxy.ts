/** How the service should reach the page, where a task may be solved from a given address. */
export interface Proxy {
  readonly type: 'http' | 'https' | 'socks4' | 'socks5';
  readonly host: string;
  readonly port: number;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}
