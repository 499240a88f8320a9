/** What a service that begins anew can remember, from most to least; see `restart()` of a fake. */
export const restartKeeps = ['all', 'some', 'paid', 'nothing'] as const;

export type RestartKeeps = (typeof restartKeeps)[number];
