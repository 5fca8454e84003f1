import { expect, test } from 'vitest';
import { miniTrace } from '../fixture.ts';
import type { Moment } from '../property.ts';
import { always } from '../property.ts';
import { oncePerMoment, oncePerTrace } from './once.ts';

/** Two monitors that ask `ask` of every pod, each trace judged by both. */
function judgeTwice(ask: (moment: Moment) => number): readonly number[] {
  const answers: number[] = [];
  const property = always({
    id: 'test/asks-twice',
    title: 'test',
    controller: 'Deployment',
    requirements: ['TEST-001'],
    on: ['Pod'],
    monitor: () => ({
      change(moment) {
        answers.push(ask(moment), ask(moment));
        return 'holds';
      },
    }),
  });
  miniTrace().add('Pod', 'a').add('Pod', 'b').judge(property);
  return answers;
}

test('what is asked of a moment is worked out once, and anew for the next', () => {
  let asked = 0;
  expect(judgeTwice(oncePerMoment(() => (asked += 1)))).toEqual([1, 1, 2, 2]);
});

test('nothing is an answer too', () => {
  let asked = 0;
  const nothing = oncePerMoment(() => {
    asked += 1;
    return undefined;
  });
  judgeTwice((moment) => nothing(moment) ?? 0);
  expect(asked).toBe(2);
});

test('what is followed through a trace is shared by its monitors, and by no other trace', () => {
  const counts: number[] = [];
  const counterOf = oncePerTrace(() => oncePerMoment(counting()));
  const property = (id: string) =>
    always({
      id,
      title: 'test',
      controller: 'Deployment',
      requirements: ['TEST-001'],
      on: ['Pod'],
      monitor(context) {
        const count = counterOf(context);
        return {
          change(moment) {
            counts.push(count(moment));
            return 'holds';
          },
        };
      },
    });
  const trace = miniTrace().add('Pod', 'a').add('Pod', 'b');
  trace.judge(property('test/one'));
  trace.judge(property('test/other'));
  expect(counts).toEqual([1, 2, 1, 2]);
});

function counting(): () => number {
  let moments = 0;
  return () => (moments += 1);
}
