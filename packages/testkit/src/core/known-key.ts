/** Whether a URL shows a key, plainly or percent-encoded. */
export function hasKnownKey(url: string, keys: ReadonlySet<string>): boolean {
  const shown = [url, decoded(url)];
  for (const key of keys) if (shown.some((text) => text.includes(key))) return true;
  return false;
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
