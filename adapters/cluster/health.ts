/** Is the environment fit to be judged? What stands still because its controllers are dead tells
 * nothing about them. */
import { askComponent } from './component-endpoints.ts';
import { isNotFound, isRecord, messageOf } from './errors.ts';
import type { OwnedCluster } from './provision/cluster-file.ts';
import type { Rest } from './rest.ts';

/** A lease that was not renewed for this long has no holder that is alive. */
const leaseMs = 60_000;

/** Why the control plane is unfit to be judged, if it is. */
export async function ailmentOf(
  rest: Rest,
  owned: OwnedCluster | undefined,
): Promise<string | undefined> {
  const ready = await rest.text('/readyz').then(
    () => undefined,
    (error: unknown) => `the API server is not ready: ${messageOf(error)}`,
  );
  if (ready !== undefined) return ready;
  for (const component of ['kube-controller-manager', 'kube-scheduler'] as const) {
    const isAlive =
      owned?.componentFolder === undefined
        ? await holdsLease(rest, component)
        : (await askComponent(owned, component, '/healthz')) !== undefined;
    if (!isAlive) return `${component} does not answer or has lost its lease`;
  }
  return undefined;
}

/** Where a cluster keeps no such lease, or does not show it, nothing can be said against it. */
async function holdsLease(rest: Rest, name: string): Promise<boolean> {
  const path = `/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/${name}`;
  const lease = await rest.get(path).catch(() => undefined);
  const spec = isRecord(lease) && isRecord(lease['spec']) ? lease['spec'] : {};
  const renewed = Date.parse(String(spec['renewTime']));
  return Number.isNaN(renewed) || Date.now() - renewed < leaseMs;
}

/** Why a namespace cannot go on being used, if so. */
export async function namespaceAilment(
  rest: Rest,
  namespace: string,
): Promise<string | undefined> {
  try {
    const answer = await rest.get(`/api/v1/namespaces/${namespace}`);
    const metadata = isRecord(answer) && isRecord(answer['metadata']) ? answer['metadata'] : {};
    if (metadata['deletionTimestamp'] === undefined) return undefined;
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
  return `namespace ${namespace} was deleted by somebody else while the scenario was running`;
}
