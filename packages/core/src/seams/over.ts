/** Why a signal of our own was aborted when its work was simply done. Without a reason each abort makes an exception with a stack. */
export const over = 'over';
