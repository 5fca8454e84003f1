/** Reached when a pod takes the place of a former one of its set that was there moments ago. */
import { controllerOf } from '../../specs/kubernetes.ts';
import { sometimes } from '../property.ts';
import { createdPod } from '../vocabulary/stateful-moments.ts';

export const sometimesAnOrdinalHasTwoIncarnations = sometimes({
  id: 'statefulset/sometimes-an-ordinal-has-two-incarnations',
  title: 'A second pod takes the place of a first',
  controller: 'StatefulSet',
  requirements: ['STS-ID-005', 'STS-ID-006'],
  on: ['Pod'],
  seen: (moment) => {
    const act = createdPod(moment);
    if (act?.ordinal === undefined) return false;
    const watched = [{ kind: 'Pod', ownedBy: act.setUid } as const];
    return moment.couldHaveSeen(watched, (view) => {
      const former = view.get('Pod', act.pod.metadata.name);
      return former !== undefined && controllerOf(former)?.uid === act.setUid;
    });
  },
});
