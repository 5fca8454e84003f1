/** From the user of an API request, as the audit log tells it, to who that is in a trace. */
import type { Actor } from '../../specs/trace.ts';
import type { Role } from './transport.ts';
import { userAgents } from './transport.ts';

/** Names of controllers' service accounts (or of their clients), and the trace's words for them. */
const controllers: Readonly<Record<string, Actor>> = {
  'deployment-controller': 'deployment-controller',
  'replicaset-controller': 'replicaset-controller',
  'statefulset-controller': 'statefulset-controller',
  'daemon-set-controller': 'daemonset-controller',
  'generic-garbage-collector': 'garbage-collector',
  'pod-garbage-collector': 'pod-garbage-collector',
  'persistent-volume-binder': 'claim-controller',
  'pvc-protection-controller': 'claim-controller',
  'expand-controller': 'claim-controller',
  'endpointslice-controller': 'endpointslice-controller',
  'endpoint-controller': 'endpoints-controller',
  'disruption-controller': 'disruption-controller',
  'resourcequota-controller': 'quota-controller',
  // Whoever keeps a node's annotations, taints and conditions in order counts as one.
  'node-controller': 'node-lifecycle-controller',
  'ttl-controller': 'node-lifecycle-controller',
  'attachdetach-controller': 'node-lifecycle-controller',
};

const roles = new Map(
  Object.entries(userAgents).map(([role, userAgent]) => [userAgent, role as Role]),
);

/** Who made a request. The User-Agent decides where one account serves several programs. */
export function actorOf(username: string, userAgent: string): Actor {
  const role = roles.get(userAgent);
  if (role !== undefined) return role;
  const program = userAgent.split('/')[0] ?? '';
  if (/^kwok\b/.test(program) || username.startsWith('system:node:')) return 'kubelet';
  if (username === 'system:kube-scheduler' || program === 'kube-scheduler') return 'scheduler';
  if (username === 'system:apiserver') return 'apiserver';
  const name = controllerName(username, userAgent);
  return controllers[name] ?? `other:${name}`;
}

/** The controller manager names the controller as its service account, or, where all of them share
 * one account, at the end of the User-Agent. */
function controllerName(username: string, userAgent: string): string {
  const account = /^system:serviceaccount:kube-system:(.+)$/.exec(username)?.[1];
  if (account !== undefined) return account;
  if (username === 'system:kube-controller-manager') return userAgent.split('/').at(-1) ?? '';
  return username;
}
