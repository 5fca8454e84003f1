import { expect, test } from 'vitest';
import { miniTrace, show } from '../fixture.ts';
import { createOwnWrites, createRestarts } from './restarts.ts';

const gate = 'StaleControllerConsistencyStatefulSet';
const restart = { fault: 'ControllerRestart', component: 'statefulset-controller', for: 10 } as const;
const outage = { fault: 'ApiUnavailable', for: 10 } as const;
const stale = { fault: 'StaleCache', component: 'statefulset-controller', for: 10 } as const;

/** At each new pod: is a restart recent, and what is known to have been seen? */
function told(tell: (trace: ReturnType<typeof miniTrace>) => unknown, isOn = true) {
  const trace = miniTrace({ stalenessMs: 2000, features: { [gate]: isOn } });
  tell(trace);
  const seen: [boolean, number | undefined][] = [];
  show(trace, ['Pod'], (context) => {
    const restarts = createRestarts(context, () => undefined);
    const writes = createOwnWrites(context, gate);
    return {
      change({ event }) {
        seen.push([restarts.isRecent(event.at), writes.seen('web')]);
        writes.wrote('web', event);
      },
      other(event) {
        restarts.other(event);
        writes.other(event);
      },
    };
  });
  return seen;
}

test('a restart is recent until every cache has caught up again', () => {
  for (const fault of [restart, outage]) {
    const seen = told((trace) => {
      trace.add('Pod', 'a').fault(fault).add('Pod', 'b').wait(60_000).add('Pod', 'c').heal();
      trace.wait(2000).add('Pod', 'd').wait(1).add('Pod', 'e').add('Pod', 'f');
    });
    expect(seen.map(([isRecent]) => isRecent)).toEqual([false, true, true, true, false, false]);
    // What was written before is forgotten, and what is written meanwhile is not relied upon.
    expect(seen.map(([, known]) => known)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      7,
    ]);
  }
});

test('a fault that was refused was none, and others take no memory', () => {
  const refused = told((trace) => {
    trace.add('Pod', 'a').fault(restart, undefined, 404).wait(2001).add('Pod', 'b');
  });
  expect(refused.map(([isRecent]) => isRecent)).toEqual([false, false]);
  const other = told((trace) => trace.add('Pod', 'a').fault(stale).add('Pod', 'b'));
  expect(other).toEqual([
    [false, undefined],
    [false, 0],
  ]);
});

test('without the gate nothing is known to have been seen', () => {
  const seen = told((trace) => trace.add('Pod', 'a').add('Pod', 'b'), false);
  expect(seen.map(([, known]) => known)).toEqual([undefined, undefined]);
});
