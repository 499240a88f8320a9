/**
 * How much of what a slot is worth is lost to others when a task takes it for its own time: 0 when slots stand empty
 * anyway, 1 when somebody else would have taken it. Under overload a queue fills no slot that would not be filled
 * without it. By Kelly's implied cost, load × (B(load, slots − 1) − B(load, slots)), with Erlang's B for the chance
 * that all slots are taken.
 *
 * @param load tasks that come within the time that one waits and takes.
 */
export function crowdingOf(load: number, slots: number): number {
  let [blocked, before] = [1, 1];
  for (let count = 1; count <= slots; count += 1) {
    before = blocked;
    blocked = (load * before) / (count + load * before);
  }
  return Math.min(1, Math.max(0, load * (before - blocked)));
}
