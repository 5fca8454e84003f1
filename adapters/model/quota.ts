/** Admission by ResourceQuota: a pod is refused where a quota has no room for it, and charged for
 * where it has, before it is stored. Only the number of pods is limited. */
import type { ResourceQuota } from '../../specs/kubernetes.ts';
import type { ServerParts } from './writes.ts';

/** Why one more pod is refused; undefined: it is not, and every quota has been charged. */
export function chargeQuotas({ store }: Pick<ServerParts, 'store'>): string | undefined {
  const quotas = [...store.list('ResourceQuota')].filter(limitsPods);
  for (const { metadata, status } of quotas) {
    const limit = status.hard?.['pods'];
    if (limit === undefined) return `status unknown for quota: ${metadata.name}, resources: pods`;
    const used = Number(status.used?.['pods'] ?? 0);
    if (used + 1 > Number(limit)) {
      const numbers = `requested: pods=1, used: pods=${used}, limited: pods=${limit}`;
      return `exceeded quota: ${metadata.name}, ${numbers}`;
    }
  }
  for (const quota of quotas) charge({ store }, quota);
  return undefined;
}

function limitsPods({ spec }: ResourceQuota): boolean {
  return spec.hard?.['pods'] !== undefined;
}

function charge({ store }: Pick<ServerParts, 'store'>, quota: ResourceQuota): void {
  const pods = String(Number(quota.status.used?.['pods'] ?? 0) + 1);
  const metadata = { ...quota.metadata, resourceVersion: store.nextRevision() };
  const status = { ...quota.status, used: { ...quota.status.used, pods } };
  store.put({ ...quota, metadata, status }, 'apiserver');
}
