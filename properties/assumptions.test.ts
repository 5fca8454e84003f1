import { describe, expect, test } from 'vitest';
import type { TraceEvent } from '../specs/trace.ts';
import { createAssumptions } from './assumptions.ts';
import type { MiniOptions, MiniTrace } from './fixture.ts';
import { miniTrace } from './fixture.ts';

/** A Deployment and two pods, a second apart. */
function told(options: MiniOptions = {}): MiniTrace {
  const trace = miniTrace(options).add('Deployment', 'web').wait(1000).add('Pod', 'a');
  return trace.wait(1000).add('Pod', 'b');
}

/** What is wrong with a trace after something was done to one of its events. */
function broken(trace: MiniTrace, index: number, damage: Partial<TraceEvent>): string | undefined {
  const { header, events } = trace.build();
  const assumptions = createAssumptions(header);
  events.forEach((event, at) =>
    assumptions.push(at === index ? ({ ...event, ...damage } as TraceEvent) : event),
  );
  return assumptions.broken();
}

describe('a trace is fit to be judged', () => {
  test('when it was told in order', () => {
    expect(broken(told(), 0, {})).toBeUndefined();
    expect(broken(miniTrace().add('Pod', 'a').add('Pod', 'b'), 0, {})).toBeUndefined();
  });
  test('but not when an event is missing, or time runs backwards', () => {
    expect(broken(told(), 1, { seq: 7 })).toBe('event #7 follows #0');
    expect(broken(told(), 2, { at: 500 })).toBe('time runs backwards at #2');
  });
  test('nor when two versions of a kind have the same revision, or a falling one', () => {
    const anyOrder = { guarantees: [] };
    const says = (before: number, after: number) =>
      `revisions of Pod do not rise at #2: ${before}, ${after}`;
    expect(broken(told(anyOrder), 2, { revision: 2 })).toBe(says(2, 2));
    expect(broken(told(anyOrder), 2, { revision: 1 })).toBe(says(2, 1));
  });
  test('nor when kinds do not share one order where that is promised', () => {
    const says = 'revisions of all kinds do not rise at #1: 1, 1';
    expect(broken(told(), 1, { revision: 1 })).toBe(says);
    expect(broken(told({ guarantees: [] }), 1, { revision: 1 })).toBeUndefined();
  });
  test('nor when a stranger wrote; the first thing that is wrong is what is said', () => {
    const { header, events } = miniTrace()
      .add('Pod', 'a', {}, 'other:mallory')
      .add('Pod', 'b', {}, 'other:eve')
      .build();
    const assumptions = createAssumptions(header);
    for (const event of events) assumptions.push(event);
    expect(assumptions.broken()).toContain('mallory');
    expect(broken(miniTrace().add('Pod', 'a', {}, 'user'), 0, {})).toBeUndefined();
  });
});
