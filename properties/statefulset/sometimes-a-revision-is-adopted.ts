/** Reached when a set takes over a revision that nobody controls. */
import { controllerOf } from '../../specs/kubernetes.ts';
import { sometimes } from '../property.ts';

export const sometimesARevisionIsAdopted = sometimes({
  id: 'statefulset/sometimes-a-revision-is-adopted',
  title: 'A set takes over the history of a former set',
  controller: 'StatefulSet',
  requirements: ['STS-REV-005'],
  on: ['ControllerRevision'],
  seen: ({ event: { object }, previous }) => {
    if (previous === undefined || controllerOf(previous) !== undefined) return false;
    return controllerOf(object)?.kind === 'StatefulSet';
  },
});
