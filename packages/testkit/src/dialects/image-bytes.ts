import { sha256 } from '../core/fingerprint.ts';
import type { Refusal } from '../core/refusal.ts';

/** The hash of a picture that was sent as bytes or as base64 (with or without a `data:` prefix), or what is wrong with it. */
export function readImage(
  image: Uint8Array | string,
  maxBytes: number,
): { readonly hash: string } | { readonly refusal: Refusal } {
  const bytes = typeof image === 'string' ? decodeBase64(image) : image;
  if (bytes === undefined) return { refusal: 'image-unreadable' };
  if (bytes.length === 0) return { refusal: 'image-empty' };
  if (bytes.length > maxBytes) return { refusal: 'image-too-big' };
  return { hash: sha256(bytes) };
}

function decodeBase64(text: string): Uint8Array | undefined {
  const base64 = text.replace(/^data:[^,]{0,200},/, '').replaceAll(/\s/g, '');
  return /^[\w+/-]*={0,2}$/.test(base64) ? Buffer.from(base64, 'base64') : undefined;
}
