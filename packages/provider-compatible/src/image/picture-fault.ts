import type { Picture, Task } from '@understudy/core/provider';

import type { ImageFault, ImageLimits } from './image-limits.ts';
import { imageFault } from './image-limits.ts';

/** Why the service would refuse one of a task's pictures; undefined when it has none, or all may be sent. */
export function pictureFault(task: Task, limits: ImageLimits): ImageFault | undefined {
  return picturesOf(task)
    .map(([field, picture]) => imageFault(picture, { ...limits, field }))
    .find((fault) => fault !== undefined);
}

function picturesOf(task: Task): readonly (readonly [string, Picture])[] {
  switch (task.type) {
    case 'image':
    case 'grid':
      return [['image', task.image]];
    case 'bls':
      return task.images.map((picture, index) => [`images.${index}`, picture]);
    default:
      return [];
  }
}
