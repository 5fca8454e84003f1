/** The controllers that run as components, and the kind whose objects are the keys of each. */
import type { Kind } from '../../../specs/kubernetes.ts';
import type { Component } from '../../../specs/scenario.ts';
import type { ControllerFactory } from '../controller.ts';
import { daemonSetController } from './daemonset.ts';
import { deploymentController } from './deployment.ts';
import { disruptionController } from './disruption.ts';
import { endpointsController, endpointSliceController } from './endpoints.ts';
import { quotaController } from './quota.ts';
import { replicaSetController } from './replicaset.ts';
import { statefulSetController } from './statefulset.ts';

export interface ControllerEntry {
  readonly kind: Kind;
  readonly factory: ControllerFactory;
}

/** Those that scenarios single out. */
export const controllers: Readonly<Record<Component, ControllerEntry>> = {
  'deployment-controller': { kind: 'Deployment', factory: deploymentController },
  'replicaset-controller': { kind: 'ReplicaSet', factory: replicaSetController },
  'statefulset-controller': { kind: 'StatefulSet', factory: statefulSetController },
  'daemonset-controller': { kind: 'DaemonSet', factory: daemonSetController },
};

/** Those that share a process with whichever of the others is restarted, and go down with it. */
export const companions = {
  'endpointslice-controller': { kind: 'Service', factory: endpointSliceController },
  'endpoints-controller': { kind: 'Service', factory: endpointsController },
  'disruption-controller': { kind: 'PodDisruptionBudget', factory: disruptionController },
  'quota-controller': { kind: 'ResourceQuota', factory: quotaController },
} as const satisfies Readonly<Record<string, ControllerEntry>>;
