/** May we do what a run needs? Asked before anything is made, so that a missing permission is one
 * clear message and not a failure in the middle. */
import { PreflightError, isRecord } from './errors.ts';
import type { Rest } from './rest.ts';

/** One permission, in the words of RBAC. */
export interface Permission {
  readonly verbs: readonly string[];
  readonly group: '' | 'apps' | 'discovery.k8s.io' | 'policy';
  /** With its subresource, as RBAC writes it: `pods/status`. */
  readonly resource: string;
}

const objectVerbs = ['get', 'list', 'watch', 'create', 'patch', 'delete'];

/** What every run needs. */
export const basicPermissions: readonly Permission[] = [
  { group: '', resource: 'namespaces', verbs: ['get', 'list', 'create', 'patch', 'delete'] },
  { group: '', resource: 'serviceaccounts', verbs: ['get'] },
  { group: '', resource: 'pods', verbs: [...objectVerbs, 'deletecollection'] },
  { group: '', resource: 'pods/eviction', verbs: ['create'] },
  { group: '', resource: 'persistentvolumeclaims', verbs: objectVerbs },
  { group: '', resource: 'services', verbs: objectVerbs },
  { group: '', resource: 'endpoints', verbs: ['list', 'watch'] },
  { group: '', resource: 'resourcequotas', verbs: ['list', 'watch', 'create', 'delete'] },
  { group: '', resource: 'nodes', verbs: ['list', 'watch', 'patch'] },
  { group: 'discovery.k8s.io', resource: 'endpointslices', verbs: ['list', 'watch'] },
  { group: 'policy', resource: 'poddisruptionbudgets', verbs: objectVerbs },
  ...[
    'deployments',
    'statefulsets',
    'daemonsets',
    'replicasets',
    'controllerrevisions',
  ].map((resource) => ({ group: 'apps' as const, resource, verbs: objectVerbs })),
  ...['deployments', 'statefulsets', 'daemonsets', 'replicasets'].map((resource) => ({
    group: 'apps' as const,
    resource: `${resource}/status`,
    verbs: ['patch'],
  })),
  ...['deployments/scale', 'statefulsets/scale'].map((resource) => ({
    group: 'apps' as const,
    resource,
    verbs: ['patch'],
  })),
];

/** What a run with nodes and pods of its own needs besides. */
export const fakeNodePermissions: readonly Permission[] = [
  { group: '', resource: 'nodes', verbs: ['get', 'create', 'delete', 'deletecollection'] },
  { group: '', resource: 'pods/status', verbs: ['patch'] },
];

/** Asks the API server about each permission; names all that are missing. */
export async function requirePermissions(
  rest: Rest,
  permissions: readonly Permission[],
): Promise<void> {
  const asked = permissions.flatMap(({ verbs, ...what }) =>
    verbs.map((verb) => ({ ...what, verb })),
  );
  const answers = await Promise.all(
    asked.map(async (each) => ({ ...each, ok: await may(rest, each) })),
  );
  const missing = answers.filter(({ ok }) => !ok);
  if (missing.length === 0) return;
  const list = missing.map(({ verb, group, resource }) => {
    return `  ${verb} ${resource}${group === '' ? '' : `.${group}`}`;
  });
  throw new PreflightError(
    `the user of this kubeconfig may not do what a run needs at ${rest.server}:\n` +
      `${list.join('\n')}\n` +
      'Grant these by a ClusterRole, or take a cluster of your own: "plimsoll cluster up".',
  );
}

async function may(
  rest: Rest,
  asked: { readonly verb: string; readonly group: string; readonly resource: string },
): Promise<boolean> {
  const [resource, subresource] = asked.resource.split('/');
  const answer = await rest.create(
    '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: {
        resourceAttributes: {
          verb: asked.verb,
          group: asked.group,
          resource,
          ...(subresource !== undefined && { subresource }),
        },
      },
    },
    'suite',
  );
  const status = isRecord(answer) ? answer['status'] : undefined;
  return isRecord(status) && status['allowed'] === true;
}
