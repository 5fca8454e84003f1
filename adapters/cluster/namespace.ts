/** The namespace of one scenario, from its creation to its end. */
import { setTimeout as sleep } from 'node:timers/promises';
import { managedLabel } from '../../specs/manifest.ts';
import type { Labels } from '../../specs/kubernetes.ts';
import { AdapterError } from '../adapter.ts';
import type { Connection } from './connection.ts';
import { isConflict, isNotFound } from './errors.ts';
import { collectionPath } from './resources.ts';
import type { Rest } from './rest.ts';

/** Creates a namespace and waits until pods can be created in it. */
export async function createNamespace(
  { rest, settings, hasServiceAccounts }: Connection,
  name: string,
  labels: Labels,
): Promise<void> {
  const metadata = { name, labels: { ...settings.labels, ...labels, [managedLabel]: 'plimsoll' } };
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata };
  await rest.create('/api/v1/namespaces', namespace, 'suite');
  if (!hasServiceAccounts) return;
  const deadlineMs = 30_000 * settings.timeoutScale;
  const end = Date.now() + deadlineMs;
  while (!(await hasServiceAccount(rest, name))) {
    if (Date.now() > end) {
      throw new AdapterError(
        `namespace ${name} got no default service account within ${deadlineMs} ms; ` +
          'does the controller manager run?',
      );
    }
    await sleep(20);
  }
}

/** Has a namespace the service account without which no pod can be created in it? */
export async function hasServiceAccount(rest: Rest, namespace: string): Promise<boolean> {
  try {
    await rest.get(`/api/v1/namespaces/${namespace}/serviceaccounts/default`);
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

/** Begins the end of a namespace: the namespace controller removes what is in it; pods go at once,
 * whatever their grace period. Does not wait. */
export async function removeNamespace(rest: Rest, name: string): Promise<void> {
  await unlessGone(rest.delete(`/api/v1/namespaces/${name}`, {}, 'suite'));
  const pods = collectionPath('Pod', name);
  await unlessGone(rest.deleteCollection(pods, { gracePeriodSeconds: 0 }, 'suite'));
}

/** Waits for a deletion; that there is nothing to delete (any more) is as good. */
export async function unlessGone(deletion: Promise<unknown>): Promise<void> {
  try {
    await deletion;
  } catch (error) {
    if (!isNotFound(error) && !isConflict(error)) throw error;
  }
}
