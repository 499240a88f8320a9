import { decodedLength, imageBase64, isBase64 } from './image-base64.ts';
import { type ImageFormat, imageFormat } from './image-format.ts';

/** What a service takes for a picture. */
export interface ImageLimits {
  readonly minBytes?: number | undefined;
  readonly maxBytes?: number | undefined;
  /** Pictures of another known format are refused; bytes of an unknown one are left to the service. */
  readonly formats?: readonly ImageFormat[] | undefined;
}

export interface ImageFault {
  readonly code: 'task-invalid' | 'task-over-limits';
  /** In our words, without a byte of the picture. */
  readonly reason: string;
}

/** Why the service would refuse a picture, or undefined when it may be sent. */
export function imageFault(
  image: Uint8Array | string,
  limits: ImageLimits,
): ImageFault | undefined {
  const base64 = imageBase64(image);
  if (!isBase64(base64))
    return { code: 'task-invalid', reason: 'the field "image" is not base64 text' };
  const length = decodedLength(base64);
  const { minBytes = 0, maxBytes = Infinity, formats } = limits;
  if (length < minBytes)
    return overLimits(`it has ${length} bytes, the service takes ${minBytes} and more`);
  if (length > maxBytes)
    return overLimits(`it has ${length} bytes, the service takes at most ${maxBytes}`);
  const format = imageFormat(base64);
  if (formats !== undefined && format !== undefined && !formats.includes(format)) {
    return overLimits(`it is ${format}, the service takes ${formats.join(', ')}`);
  }
  return undefined;
}

const overLimits = (reason: string): ImageFault => ({
  code: 'task-over-limits',
  reason: `the field "image" is over the service's limits: ${reason}`,
});
