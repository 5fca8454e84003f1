/** Makes, finds and removes clusters for the suite: what `plimsoll cluster` does. */
import { mkdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { OnProgress } from './binaries/build.ts';
import type { OwnedCluster } from './cluster-file.ts';
import { clusterNames, readCluster } from './cluster-file.ts';
import { ProvisionError } from './errors.ts';
import type { FeatureGates } from './feature-gates.ts';
import { formatFeatureGates } from './feature-gates.ts';
import { clustersFolder } from './folders.ts';
import { kindProvider } from './kind.ts';
import { kwokProvider } from './kwok.ts';
import { withLock } from './lock.ts';
import type { Plan, Provider } from './provider.ts';
import { releaseOf } from './versions.ts';

/** How a cluster can be made. */
export type ProviderName = OwnedCluster['provider'];
const providers: Readonly<Record<ProviderName, Provider>> = {
  kwok: kwokProvider,
  kind: kindProvider,
};

export interface UpRequest {
  readonly name: string;
  /** `1.36` or `1.36.3`. */
  readonly kubernetes: string;
  readonly provider?: ProviderName;
  readonly featureGates?: FeatureGates;
  readonly onProgress?: OnProgress;
}

/** Makes a cluster, or finds it running. What stopped is started again; what an earlier attempt
 * left half-made is removed first. */
export async function up(request: UpRequest): Promise<OwnedCluster> {
  const onProgress = request.onProgress ?? (() => undefined);
  const provider = request.provider ?? 'kwok';
  const release = releaseOf(request.kubernetes);
  refuseOtherPatch(request.kubernetes, providers[provider].versionOf(release), provider);
  const plan: Plan = {
    name: request.name,
    release,
    featureGates: request.featureGates ?? {},
    folder: folderOf(request.name),
  };
  return alone(plan.name, onProgress, async () => {
    const existing = await readCluster(plan.folder).catch(() => undefined);
    if (existing && (await isFit(existing, onProgress))) {
      refuseOther(existing, plan, provider);
      onProgress(`${plan.name}: runs, Kubernetes ${existing.version}`);
      return existing;
    }
    await remove(plan.name, existing);
    await mkdir(plan.folder, { recursive: true });
    try {
      return await providers[provider].create(plan, onProgress);
    } finally {
      // Where no record was written nothing was started; an empty folder would only look like more.
      await rmdir(plan.folder).catch(() => undefined);
    }
  });
}

/** Removes a cluster and everything that it has on this machine, however far it was made. Says
 * whether there was anything. */
export async function down(
  name: string,
  onProgress: OnProgress = () => undefined,
): Promise<boolean> {
  const folder = folderOf(name);
  if (!(await clusterNames(clustersFolder())).includes(name)) return false;
  return alone(name, onProgress, async () => {
    await remove(name, await readCluster(folder).catch(() => undefined));
    return true;
  });
}

/** A cluster of this machine and how it is. */
export interface ListedCluster {
  readonly name: string;
  readonly cluster: OwnedCluster | undefined;
  /** Absent: it runs. */
  readonly ailment: string | undefined;
}

/** All clusters of this machine, by name. */
export async function list(): Promise<readonly ListedCluster[]> {
  const names = await clusterNames(clustersFolder());
  return Promise.all(
    names.map(async (name) => {
      const cluster = await readCluster(folderOf(name)).catch(() => undefined);
      const ailment = cluster ? await ailmentOf(cluster) : 'without a readable record';
      return { name, cluster, ailment };
    }),
  );
}

/** Runs it, or can it be made to? Says what is wrong and what is done about it. */
async function isFit(cluster: OwnedCluster, onProgress: OnProgress): Promise<boolean> {
  let ailment = await ailmentOf(cluster);
  if (ailment !== undefined && cluster.state === 'running') {
    onProgress(`${cluster.name}: ${ailment}; starting it again`);
    ailment = await providers[cluster.provider].revive(cluster);
  }
  if (ailment !== undefined) onProgress(`${cluster.name}: ${ailment}; making it anew`);
  return ailment === undefined;
}

async function ailmentOf(cluster: OwnedCluster): Promise<string | undefined> {
  if (cluster.state === 'creating') return 'half-made';
  return providers[cluster.provider].ailment(cluster);
}

/** A folder without a record comes from a creation that was cut off before it started anything that
 * needs a provider to end it; processes are looked for all the same. */
async function remove(name: string, cluster: OwnedCluster | undefined): Promise<void> {
  const folder = folderOf(name);
  await providers[cluster?.provider ?? 'kwok'].destroy(folder, cluster);
  await rm(folder, { recursive: true, force: true });
}

/** A cluster that runs is not changed behind the back of whoever uses it. */
function refuseOther(existing: OwnedCluster, plan: Plan, provider: ProviderName): void {
  const describe = (version: string, gates: FeatureGates, maker: ProviderName) =>
    `Kubernetes ${version}, ${maker}, feature gates: ${formatFeatureGates(gates) || 'defaults'}`;
  const version = providers[provider].versionOf(plan.release);
  const wanted = describe(version, plan.featureGates, provider);
  const found = describe(existing.version, existing.featureGates, existing.provider);
  if (wanted === found) return;
  throw new ProvisionError('usage', {
    what: `Cluster "${plan.name}" runs already, but it is another one.`,
    expected: wanted,
    found,
    next: `plimsoll cluster down --name ${plan.name}, or choose another --name`,
  });
}

/** Whoever asks for a patch release by its number does not want another one. */
function refuseOtherPatch(wanted: string, version: string, provider: ProviderName): void {
  const plain = wanted.replace(/^v/, '');
  if (version === plain || version.startsWith(`${plain}.`)) return;
  throw new ProvisionError('usage', {
    what: `The provider ${provider} does not have this patch release.`,
    expected: version,
    found: `"${wanted}"`,
    next: `leave the patch out, or take another --provider`,
  });
}

function folderOf(name: string): string {
  if (/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/.test(name)) return join(clustersFolder(), name);
  throw new ProvisionError('usage', {
    what: 'This cannot be the name of a cluster.',
    expected: 'up to 40 of a-z, 0-9 and -, neither first nor last a -',
    found: `"${name}"`,
    next: 'choose another --name',
  });
}

function alone<T>(name: string, onProgress: OnProgress, work: () => Promise<T>): Promise<T> {
  const wait = (holder: number) => onProgress(`${name}: process ${holder} works on it, waiting`);
  return withLock(join(clustersFolder(), `.${name}.lock`), wait, work);
}
