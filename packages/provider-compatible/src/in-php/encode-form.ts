import type { Task } from '@understudy/core/provider';

import { encodeFields } from '../fields/encode-fields.ts';
import { writtenElsewhere } from '../fields/write-field.ts';
import { imageFile } from '../image/image-file.ts';
import type { CompatibleTaskType } from '../task-types.ts';
import type { InPhpMethod, InPhpMethods } from './in-php-methods.ts';
import type { FormEncoding, FormRequest } from './write-form.ts';

export interface FormSettings {
  readonly methods: InPhpMethods;
  readonly submitEncoding: FormEncoding;
  /** @default submitEncoding */
  readonly pictureEncoding?: FormEncoding | undefined;
}

/**
 * A task as in.php takes it. In multipart a picture is a file, by `method=post`, as it is base64 text by
 * `method=base64` elsewhere (protocols.md, sections 1.3 and 2.1). The nine of BLS have no such form.
 */
export function encodeForm(
  task: Task<CompatibleTaskType>,
  { methods, submitEncoding, pictureEncoding = submitEncoding }: FormSettings,
): Omit<FormRequest, 'path'> {
  // The task's type is the key under which its method stands, which TypeScript does not follow through a union.
  const method = methods[task.type] as InPhpMethod<CompatibleTaskType> | undefined;
  if (method === undefined) throw new TypeError(`no method for tasks of type ${task.type}`);
  const { fixed, fields } = method;
  const isPicture = task.type === 'image' || task.type === 'grid';
  const encoding = isPicture ? pictureEncoding : submitEncoding;
  if (!isPicture || encoding !== 'multipart')
    return { encoding, parameters: { ...fixed, ...encodeFields(task, fields) } };
  const otherFields = { ...fields, image: writtenElsewhere };
  return {
    encoding,
    parameters: {
      ...fixed,
      method: 'post',
      ...encodeFields<CompatibleTaskType>(task, otherFields),
    },
    file: imageFile(task.image),
  };
}
