const maxLength = 2_000;
const loopback = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])$/;

/** Whether a callback may go to a URL: plain HTTP on this machine and nowhere else. */
export function callbackTargetOf(url: string): 'allowed' | 'not-a-url' | 'not-loopback' {
  const isUrl = url.length <= maxLength && URL.canParse(url);
  if (!isUrl) return 'not-a-url';
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && loopback.test(hostname) ? 'allowed' : 'not-loopback';
}
