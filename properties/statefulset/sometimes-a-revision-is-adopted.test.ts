import { expect, test } from 'vitest';
import type { OwnerReference } from '../../specs/kubernetes.ts';
import { ownedByObject } from '../fixture.ts';
import { miniSet } from './fixture.ts';
import { sometimesARevisionIsAdopted as property } from './sometimes-a-revision-is-adopted.ts';

const passes = (before: readonly OwnerReference[], after: readonly OwnerReference[]) =>
  miniSet()
    .also((trace) =>
      trace.add('ControllerRevision', 'x', { metadata: { ownerReferences: before } }, 'user'),
    )
    .also((trace) =>
      trace.change('ControllerRevision', 'x', { metadata: { ownerReferences: after } }),
    )
    .judge(property);
const ofSet = ownedByObject('StatefulSet', 'web', 'uid');

test('is seen when an orphan gets a set as its controller', () => {
  expect(passes([], ofSet)).toBe('passed');
});

test('is not seen when it had one, or gets another', () => {
  expect(passes(ofSet, ofSet)).toBe('vacuous');
  expect(passes([], ownedByObject('DaemonSet', 'log', 'uid'))).toBe('vacuous');
});
