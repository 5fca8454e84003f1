import { conditionOf } from '../../specs/kubernetes.ts';
import { sometimes } from '../property.ts';

/** Situation of RS-STAT-004 and DEP-COND-005: a Deployment reports that pods cannot be made. */
export const sometimesAQuotaRefusesPods = sometimes({
  id: 'deployment/sometimes-a-quota-refuses-pods',
  title: 'A Deployment reports that its pods are refused',
  controller: 'Deployment',
  requirements: ['RS-STAT-004', 'DEP-COND-005'],
  on: ['Deployment'],
  seen({ event: { object } }) {
    if (object.kind !== 'Deployment') return false;
    return conditionOf(object, 'ReplicaFailure')?.reason === 'FailedCreate';
  },
});
