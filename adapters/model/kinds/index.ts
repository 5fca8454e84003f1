/** The rules of every kind. */
import type { Kind, KubernetesObject, ObjectOf } from '../../../specs/kubernetes.ts';
import {
  budgetRules,
  endpointSliceRules,
  endpointsRules,
  quotaRules,
  serviceRules,
} from './companions.ts';
import { daemonSetRules } from './daemonset.ts';
import { deploymentRules } from './deployment.ts';
import { claimRules, nodeRules, revisionRules } from './others.ts';
import { podRules } from './pod.ts';
import { replicaSetRules } from './replicaset.ts';
import type { KindRules } from './rules.ts';
import { statefulSetRules } from './statefulset.ts';

const rules: { readonly [K in Kind]: KindRules<ObjectOf<K>> } = {
  Deployment: deploymentRules,
  ReplicaSet: replicaSetRules,
  StatefulSet: statefulSetRules,
  DaemonSet: daemonSetRules,
  ControllerRevision: revisionRules,
  Pod: podRules,
  PersistentVolumeClaim: claimRules,
  Node: nodeRules,
  Service: serviceRules,
  EndpointSlice: endpointSliceRules,
  Endpoints: endpointsRules,
  PodDisruptionBudget: budgetRules,
  ResourceQuota: quotaRules,
};

/** The rules of a kind, for objects of that kind only: the server takes care of that. */
export function rulesOf(kind: Kind): KindRules<KubernetesObject> {
  return rules[kind] as unknown as KindRules<KubernetesObject>;
}
