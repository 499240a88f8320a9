const shortestSecret = 4;
/** A piece of base64 that is shorter says too little to be worth a false alarm. */
const shortestPiece = 8;

/** The ways in which a secret is commonly written, longest first. Secrets under 4 characters have none. */
export function secretForms(secrets: readonly string[]): readonly string[] {
  const forms = new Set<string>();
  for (const secret of secrets) {
    if (secret.length < shortestSecret) continue;
    for (const form of formsOf(secret)) forms.add(form);
  }
  return [...forms].toSorted((left, right) => right.length - left.length);
}

function formsOf(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(secret);
  // Not the secret itself: encodeURIComponent throws at a lone surrogate.
  const percentEncoded = encodeURIComponent(new TextDecoder().decode(bytes));
  const formEncoded = new URLSearchParams([['', secret]]).toString().slice(1);
  const base64 = base64Of(bytes);
  const base64Forms = [base64, base64.replace(/=+$/, ''), ...base64PiecesOf(bytes)];
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    percentEncoded,
    withLowerCaseEscapes(percentEncoded),
    formEncoded,
    withLowerCaseEscapes(formEncoded),
    inJson,
    ...base64Forms,
    ...base64Forms.map(urlSafe),
    // PHP writes slashes so.
    ...[inJson, ...base64Forms].map((form) => form.replaceAll('/', String.raw`\/`)),
  ];
}

/** How base64 shows the secret when other bytes stand around it, as in the `user:password` of a proxy. */
function base64PiecesOf(bytes: Uint8Array): readonly string[] {
  const pieces = [0, 1, 2].map((offset) => {
    const encoded = base64Of(Uint8Array.of(...Array<number>(offset).fill(0), ...bytes)).replace(
      /=+$/,
      '',
    );
    const mixedAtStart = Math.ceil((offset * 8) / 6);
    const mixedAtEnd = (offset + bytes.length) % 3 === 0 ? 0 : 1;
    return encoded.slice(mixedAtStart, encoded.length - mixedAtEnd);
  });
  return pieces.filter((piece) => piece.length >= shortestPiece);
}

const base64Of = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

const urlSafe = (base64: string): string => base64.replaceAll('+', '-').replaceAll('/', '_');

const withLowerCaseEscapes = (text: string): string =>
  text.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
