export interface DeflatedBody {
  readonly bytes: Uint8Array;
  /** The `content-encoding` of the reply. */
  readonly encoding: string | undefined;
  readonly maxBytes: number;
}

/** Whether there is anything to undo. */
export const isDeflated = ({ bytes, encoding }: Omit<DeflatedBody, 'maxBytes'>): boolean =>
  encoding !== undefined && !/^\s*(?:identity\s*)?$/i.test(encoding) && bytes.byteLength > 0;

/**
 * Undoes a content encoding that nobody asked for: no request of ours names one, but some services compress all the
 * same.
 * @throws when the bytes are broken, cut off, too long once inflated, or in an encoding other than gzip, deflate, br.
 */
export async function inflate({ bytes, encoding, maxBytes }: DeflatedBody): Promise<Uint8Array> {
  if (!isDeflated({ bytes, encoding })) return bytes;
  const name = encoding?.trim().toLowerCase();
  const zlib = await import('node:zlib');
  const options = { maxOutputLength: maxBytes };
  return await new Promise((resolve, reject) => {
    const settle = (error: Error | null, inflated: Uint8Array): void => {
      if (error === null) resolve(inflated);
      else reject(error);
    };
    if (name === 'gzip' || name === 'x-gzip') zlib.gunzip(bytes, options, settle);
    else if (name === 'br') zlib.brotliDecompress(bytes, options, settle);
    else if (name !== 'deflate')
      reject(new Error('the content encoding is not one of gzip, deflate, br'));
    else if (hasZlibHeader(bytes)) zlib.inflate(bytes, options, settle);
    else zlib.inflateRaw(bytes, options, settle);
  });
}

/** `deflate` means the zlib format (RFC 9110, section 8.4.1.2), yet some servers send the bare stream. */
const hasZlibHeader = ([first = 0, second = 0]: Uint8Array): boolean =>
  (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
