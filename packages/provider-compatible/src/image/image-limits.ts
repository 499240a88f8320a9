import type { Picture } from '@understudy/core/provider';

import { decodedLength, imageBase64, isBase64 } from './image-base64.ts';
import { type ImageFormat, imageFormat, noPictures } from './image-format.ts';

/** What a service takes for a picture. */
export interface ImageLimits {
  readonly minBytes?: number | undefined;
  readonly maxBytes?: number | undefined;
  /**
   * Pictures of another known format are refused; bytes of an unknown one are left to the service. What is no picture
   * (`pdf`, `svg`, `html`, `text`) is refused unless it stands here.
   */
  readonly formats?: readonly ImageFormat[] | undefined;
}

export interface ImageFault {
  readonly code: 'task-invalid' | 'task-over-limits';
  /** In our words, without a byte of the picture. */
  readonly reason: string;
}

/** Why the service would refuse a picture, or undefined when it may be sent. The field is the one to name. */
export function imageFault(
  image: Picture,
  { field = 'image', ...limits }: ImageLimits & { readonly field?: string | undefined },
): ImageFault | undefined {
  const base64 = imageBase64(image);
  if (!isBase64(base64))
    return { code: 'task-invalid', reason: `the field "${field}" is not base64 text` };
  const { minBytes = 0, maxBytes = Infinity, formats } = limits;
  const format = imageFormat(base64);
  const isListed = format === undefined || formats?.includes(format) === true;
  if (!isListed && noPictures.includes(format))
    return { code: 'task-invalid', reason: `the field "${field}" is no picture: it is ${format}` };
  const overLimits = (reason: string): ImageFault => ({
    code: 'task-over-limits',
    reason: `the field "${field}" is over the service's limits: ${reason}`,
  });
  const length = decodedLength(base64);
  if (length < minBytes)
    return overLimits(`it has ${length} bytes, the service takes ${minBytes} and more`);
  if (length > maxBytes)
    return overLimits(`it has ${length} bytes, the service takes at most ${maxBytes}`);
  return isListed || formats === undefined
    ? undefined
    : overLimits(`it is ${format}, the service takes ${formats.join(', ')}`);
}
