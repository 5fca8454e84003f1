/** Many monitors ask the same of one moment, or follow the same through one trace: working it out
 * once for all of them is most of what makes the judge fast. */
import type { Moment, MonitorContext } from '../property.ts';

/** `workOut`, done once per moment. All monitors are asked about one moment before the next comes,
 * so remembering the last answer is enough. */
export function oncePerMoment<T>(workOut: (moment: Moment) => T): (moment: Moment) => T {
  let last: { readonly moment: Moment; readonly answer: T } | undefined;
  return (moment) => {
    if (last?.moment !== moment) last = { moment, answer: workOut(moment) };
    return last.answer;
  };
}

/** What `start` starts, shared by all monitors of one trace. All of them have to listen to what it
 * follows, and it has to bear being shown a moment more than once. */
export function oncePerTrace<T>(
  start: (context: MonitorContext) => T,
): (context: MonitorContext) => T {
  const started = new WeakMap<MonitorContext, { readonly value: T }>();
  return (context) => {
    let known = started.get(context);
    if (known === undefined) started.set(context, (known = { value: start(context) }));
    return known.value;
  };
}
