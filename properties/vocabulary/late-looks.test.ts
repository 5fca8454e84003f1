import { expect, test } from 'vitest';
import { ownedByObject, show } from '../fixture.ts';
import type { Story } from '../statefulset/fixture.ts';
import { miniSet } from '../statefulset/fixture.ts';
import { createLateLooks } from './late-looks.ts';

/** Must the controller have looked at revision b by the end of the story? */
function hasSeen(told: Story, revision = 'web-b'): boolean | undefined {
  let answer: boolean | undefined;
  const { trace } = told;
  show(trace, ['StatefulSet', 'Pod', 'ControllerRevision', 'DaemonSet'], (context) => {
    const looks = createLateLooks(context);
    return {
      change(moment) {
        looks.follow(moment);
        const uid = trace.uidOf('ControllerRevision', revision);
        answer = looks.hasSeen(trace.uidOf('StatefulSet', 'web'), uid);
      },
    };
  });
  return answer;
}
const rolled = () => miniSet({}, { stalenessMs: 2000 }).pod(0).roll('b');

test('a look that follows the window has seen the revision', () => {
  expect(hasSeen(rolled())).toBe(false);
  expect(hasSeen(rolled().change({ replicas: 2 }))).toBe(false);
  expect(hasSeen(rolled().wait(1000).change({ replicas: 2 }))).toBe(true);
  expect(hasSeen(rolled().wait(999).change({ replicas: 2 }))).toBe(false);
  expect(hasSeen(rolled().wait(9000).unready(0))).toBe(true);
});
test('others wake nobody, and what is written anew has not been seen', () => {
  const waited = () => rolled().wait(9000);
  const other = ownedByObject('DaemonSet', 'web', 'other');
  const stray = (ownerReferences: readonly object[]) =>
    waited().also((trace) => trace.add('Pod', 'stray', { metadata: { ownerReferences } }));
  expect([hasSeen(stray([])), hasSeen(stray(other))]).toEqual([false, false]);
  const daemon = waited().also((trace) => trace.add('DaemonSet', 'log'));
  expect(hasSeen(daemon)).toBe(false);
  const again = (told: Story) =>
    told.also((trace) => trace.change('ControllerRevision', 'web-b', { revision: 9 }, 'user'));
  expect(hasSeen(again(waited().unready(0)))).toBe(false);
  expect(hasSeen(waited().also((trace) => trace.remove('ControllerRevision', 'web-b')).unready(0))).toBe(
    false,
  );
});
