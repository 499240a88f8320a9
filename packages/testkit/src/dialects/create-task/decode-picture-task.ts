import { sha256 } from '../../core/fingerprint.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { AnswerForm, SubmittedTask } from '../../core/service-call.ts';
import { readImage } from '../image-bytes.ts';
import { fieldsOf } from '../json-object.ts';

type Fields = ReadonlyMap<string, unknown>;

const maxImageBytes = 500_000;
const maxPictures = 20;
const maxSide = 20;

/** Every picture of a task, under whichever name it was sent. */
export function picturesOf(fields: Fields): readonly string[] {
  const several = fields.get('imagesBase64');
  const sent: readonly unknown[] = Array.isArray(several)
    ? several.slice(0, maxPictures)
    : [fields.get('body') ?? fields.get('image')];
  return sent.filter((one) => typeof one === 'string');
}

/** Reads a task of pictures. */
export function readPictureTask(
  type: 'image' | 'grid' | 'bls',
  name: string,
  fields: Fields,
): SubmittedTask | Refusal {
  const hashes: string[] = [];
  const pictures = picturesOf(fields);
  for (const picture of pictures.length === 0 ? [''] : pictures) {
    const read = readImage(picture, maxImageBytes);
    if ('refusal' in read) return read.refusal;
    hashes.push(read.hash);
  }
  const [only = ''] = hashes;
  const imageHash = hashes.length === 1 ? only : sha256(hashes.join());
  if (type === 'image') return { type, imageHash, isEnterprise: false };
  const cellCount = type === 'bls' ? pictures.length : cellCountOf(fields);
  return { type, imageHash, isEnterprise: false, cellCount, ...formOf(name) };
}

function formOf(name: string): { readonly form?: AnswerForm } {
  if (name === 'compleximage') return { form: 'flags' };
  return name === 'recaptchav2classification' ? { form: 'objects' } : {};
}

/** GridTask has rows and columns, ComplexImageTask a `Grid` such as `3x3` among its metadata. */
function cellCountOf(fields: Fields): number {
  const grid = fieldsOf(fields.get('metadata')).get('Grid');
  const [, rows, columns] =
    /^(\d{1,2})x(\d{1,2})$/.exec(typeof grid === 'string' ? grid : '') ?? [];
  return sideOf(rows ?? fields.get('rows')) * sideOf(columns ?? fields.get('columns'));
}

function sideOf(value: unknown): number {
  const side = Number(value);
  return Number.isInteger(side) && side > 0 && side <= maxSide ? side : 3;
}
