/** SVC-STS-001: the StatefulSet controller makes, changes and deletes no Services: which one a set
 * names is between its user and the Service. */
import { describeKey, keyOf } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';

export const controllersLeaveServicesAlone = always({
  id: 'statefulset/controllers-leave-services-alone',
  title: 'The StatefulSet controller never writes a Service',
  controller: 'StatefulSet',
  requirements: ['SVC-STS-001'],
  needs: ['actors'],
  on: ['Service'],
  monitor: () => ({
    change(moment) {
      const { actor, change, object } = moment.event;
      if (actor !== 'statefulset-controller') return 'holds';
      return violationAt(moment, {
        message: `${describeKey(keyOf(object))} was written by the StatefulSet controller`,
        expected: 'no write to any Service',
        observed: change,
      });
    },
  }),
});
