/** What every way of making a cluster has to do. */
import type { OnProgress } from './binaries/build.ts';
import type { OwnedCluster } from './cluster-file.ts';
import type { FeatureGates } from './feature-gates.ts';
import type { Release } from './versions.ts';

/** A cluster that is wanted, with everything about it decided. */
export interface Plan {
  readonly name: string;
  readonly release: Release;
  readonly featureGates: FeatureGates;
  /** The cluster's own folder: empty before, everything about it afterwards. */
  readonly folder: string;
}

export interface Provider {
  /** The exact version that this provider has of a release. */
  versionOf(release: Release): string;
  /** Makes the cluster. Whatever it starts, the record in the folder names it before. */
  create(plan: Plan, onProgress: OnProgress): Promise<OwnedCluster>;
  /** Ends all that runs, however far `create` came; the folder is removed by the caller. */
  destroy(folder: string, cluster: OwnedCluster | undefined): Promise<void>;
  /** Does every part of the cluster run? A reason if not. */
  ailment(cluster: OwnedCluster): Promise<string | undefined>;
  /** Starts what has stopped, with what it knew before. The ailment that remains, if one does. */
  revive(cluster: OwnedCluster): Promise<string | undefined>;
}
