/** The credentials in proxy URLs, in each form in which an error might repeat them. */
export function proxySecrets(proxyUrls: readonly (string | undefined)[]): readonly string[] {
  return proxyUrls.flatMap((proxyUrl) => {
    if (proxyUrl === undefined || !URL.canParse(proxyUrl)) return [];
    const { username, password } = new URL(proxyUrl);
    return [decoded(username), decoded(password)].filter((secret) => secret !== '');
  });
}

function decoded(component: string): string {
  try {
    return decodeURIComponent(component);
  } catch {
    return component;
  }
}
