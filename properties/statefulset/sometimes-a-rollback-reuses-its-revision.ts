/** Reached when a revision that there was before becomes the newest of its set again. */
import { controllerOf } from '../../specs/kubernetes.ts';
import { sometimes } from '../property.ts';
import { isWriteBy } from '../vocabulary/attribution.ts';

export const sometimesARollbackReusesItsRevision = sometimes({
  id: 'statefulset/sometimes-a-rollback-reuses-its-revision',
  title: 'A template that comes back raises the number of its former revision',
  controller: 'StatefulSet',
  requirements: ['STS-REV-002'],
  on: ['ControllerRevision'],
  seen: (moment) => {
    const { object } = moment.event;
    const { previous } = moment;
    if (object.kind !== 'ControllerRevision' || previous?.kind !== 'ControllerRevision') {
      return false;
    }
    if (controllerOf(object)?.kind !== 'StatefulSet') return false;
    return isWriteBy(moment, 'statefulset-controller') && object.revision > previous.revision;
  },
});
