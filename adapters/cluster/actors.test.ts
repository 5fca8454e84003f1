import { expect, test } from 'vitest';
import { actorOf } from './actors.ts';

const account = (name: string) => `system:serviceaccount:kube-system:${name}`;
const manager = 'kube-controller-manager/v1.36.3 (linux/amd64) kubernetes/abc';

test.for([
  [account('deployment-controller'), manager, 'deployment-controller'],
  [account('daemon-set-controller'), manager, 'daemonset-controller'],
  [account('generic-garbage-collector'), manager, 'garbage-collector'],
  [account('persistent-volume-binder'), manager, 'claim-controller'],
  [account('node-controller'), manager, 'node-lifecycle-controller'],
  [account('namespace-controller'), manager, 'other:namespace-controller'],
  [account('endpoint-controller'), manager, 'endpoints-controller'],
  [account('resourcequota-controller'), manager, 'quota-controller'],
  ['system:apiserver', 'kube-apiserver/v1.36.3 (linux/amd64)', 'apiserver'],
  ['system:kube-controller-manager', `${manager}/replicaset-controller`, 'replicaset-controller'],
  ['system:kube-scheduler', 'kube-scheduler/v1.36.3', 'scheduler'],
  ['kwok-admin', 'kube-scheduler/v1.36.3 (linux/amd64)', 'scheduler'],
  ['kwok-admin', 'kwok-controller/v0.8.0 (linux/amd64)', 'kubelet'],
  ['system:node:worker', 'kubelet/v1.36.3', 'kubelet'],
  ['kwok-admin', 'plimsoll-user/0.1', 'user'],
  ['kwok-admin', 'plimsoll-fault/0.1', 'fault'],
  ['kwok-admin', 'plimsoll-suite/0.1', 'suite'],
  ['alice', 'kubectl/v1.36.3 (linux/amd64)', 'other:alice'],
] as const)('%s with %s is %s', ([username, userAgent, actor]) => {
  expect(actorOf(username, userAgent)).toBe(actor);
});
