/** The controllers that scenarios single out, and the kind whose objects are the keys of each. */
import type { Kind } from '../../../specs/kubernetes.ts';
import type { Component } from '../../../specs/scenario.ts';
import type { ControllerFactory } from '../controller.ts';
import { daemonSetController } from './daemonset.ts';
import { deploymentController } from './deployment.ts';
import { replicaSetController } from './replicaset.ts';
import { statefulSetController } from './statefulset.ts';

export interface ControllerEntry {
  readonly kind: Kind;
  readonly factory: ControllerFactory;
}

export const controllers: Readonly<Record<Component, ControllerEntry>> = {
  'deployment-controller': { kind: 'Deployment', factory: deploymentController },
  'replicaset-controller': { kind: 'ReplicaSet', factory: replicaSetController },
  'statefulset-controller': { kind: 'StatefulSet', factory: statefulSetController },
  'daemonset-controller': { kind: 'DaemonSet', factory: daemonSetController },
};
