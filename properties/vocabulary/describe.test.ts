import { expect, test } from 'vitest';
import { miniTrace, readyStatus, show } from '../fixture.ts';
import type { Moment } from '../property.ts';
import { drawUp } from '../sketch.ts';
import { describePod, describeSome, violationAt } from './describe.ts';
import { nameOf, violated } from './violation.ts';

const words = { message: 'm', expected: 'e', observed: 'o' };

test('a pod is described by the one fact that decides', () => {
  const says = (sketch: object) => describePod('web-1', drawUp('Pod', 'web-1', 'u', 0, sketch));
  expect(describePod('web-1', undefined)).toBe('web-1 is missing');
  expect(says({ status: { phase: 'Failed' } })).toBe('web-1 is Failed');
  expect(says({ status: readyStatus() })).toBe('web-1 is Ready');
  expect(says({ status: { phase: 'Running' } })).toBe('web-1 is Running, not Ready');
  const metadata = { deletionTimestamp: '2026-01-01T00:00:00Z' };
  expect(says({ status: readyStatus(), metadata })).toBe('web-1 is terminating');
});

test('of a long list the first few are told', () => {
  expect(describeSome([])).toBe('none');
  expect(describeSome(['a', 'b'], 2)).toBe('a, b');
  expect(describeSome(['a', 'b', 'c'], 2)).toBe('a, b and 1 more');
});

test('the evidence is earlier, in order, each once, and ends with what decided', () => {
  const found: (readonly number[])[] = [];
  const look = (moment: Moment) => {
    if (moment.event.seq < 3) return;
    const [first, second] = [...moment.before.list('Pod')];
    if (first === undefined || second === undefined) throw new Error('there are two pods');
    const shown = [second, first, second, moment.event.object];
    found.push(violated(moment, words, shown).evidence);
    found.push(violated(moment, words).evidence);
    found.push(violationAt(moment, { ...words, evidence: [2, 0, 2, -1, 3, 7] }).evidence);
    found.push(violationAt(moment, words).evidence);
    expect(violated(moment, words)).toMatchObject({ ...words, at: 3 });
    expect(nameOf(first)).toBe('Pod/a');
  };
  const trace = miniTrace().add('Pod', 'a').add('Deployment', 'web').add('Pod', 'b');
  show(trace.change('Pod', 'b', {}), ['Pod'], () => ({ change: look }));
  expect(found).toEqual([[0, 2, 3], [3], [0, 2, 3], [3]]);
});
