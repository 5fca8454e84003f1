/** One arbitrary per thing that goes wrong; `faultsOf` leaves out what the target cannot do. */
import fc from 'fast-check';
import type { WorkloadKind } from '../kubernetes.ts';
import type { Component, Fault, Millis } from '../scenario.ts';
import type { Limits } from './pace.ts';
import { anyRefArbitrary, podRefArbitrary } from './plan.ts';

/** A kind of fault, by its name in scenarios. */
export type FaultName = Fault['fault'];

/** The controllers whose faults can matter to a workload. */
const componentsOf: Readonly<Record<WorkloadKind, readonly Component[]>> = {
  Deployment: ['deployment-controller', 'replicaset-controller'],
  StatefulSet: ['statefulset-controller'],
  DaemonSet: ['daemonset-controller'],
};

/** Watches catch up in seconds: a cache that lags longer than the staleness that a target promises
 * (`deadlines.ts`) would make every verdict about views void. */
const lags = [500, 200, 1000, 1500] as const;

/** How often each fault is drawn among the others. */
export const faultWeights: Readonly<Record<FaultName, number>> = {
  PodDeleted: 4,
  PodForceDeleted: 2,
  PodEvicted: 2,
  PodFailed: 3,
  PodSucceeded: 1,
  PodCrash: 2,
  PodNotReady: 4,
  NodeCordoned: 1,
  NodeNotReady: 1,
  PodQuota: 2,
  ControllerRestart: 3,
  StaleCache: 3,
  ApiUnavailable: 1,
};

/** One arbitrary per fault, for the pods of these workloads. */
export function faultArbitrary(
  name: FaultName,
  kind: WorkloadKind,
  names: readonly string[],
  limits: Limits,
): fc.Arbitrary<Fault> {
  const pod = podRefArbitrary(names);
  const node = anyRefArbitrary('Node', 5);
  const component = fc.constantFrom(...componentsOf[kind]);
  const stretch = fc.constantFrom(...limits.stretches);
  switch (name) {
    case 'PodDeleted':
    case 'PodForceDeleted':
    case 'PodEvicted':
    case 'PodFailed':
    case 'PodSucceeded':
      return fc.record({ fault: fc.constant(name), target: pod });
    case 'PodCrash':
    case 'PodNotReady':
      return fc.record({ fault: fc.constant(name), target: pod, for: stretch });
    case 'NodeCordoned':
      return fc.record({ fault: fc.constant(name), target: node, for: stretch });
    case 'NodeNotReady': {
      const silence = fc.constantFrom(...silencesOf(kind, limits));
      return fc.record({ fault: fc.constant(name), target: node, for: silence });
    }
    case 'PodQuota':
      return fc.record({ fault: fc.constant(name), pods: fc.nat(4), for: stretch });
    case 'ControllerRestart':
      return fc.record({ fault: fc.constant(name), component, for: stretch });
    case 'StaleCache':
      return fc.record({ fault: fc.constant(name), component, for: fc.constantFrom(...lags) });
    case 'ApiUnavailable':
      return fc.record({ fault: fc.constant(name), for: stretch });
    default:
      return name satisfies never;
  }
}

function silencesOf(kind: WorkloadKind, limits: Limits): readonly Millis[] {
  return kind === 'DaemonSet' ? [...limits.silences, ...limits.longSilences] : limits.silences;
}
