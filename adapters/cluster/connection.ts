/** Everything that one adapter shares among its environments, once the cluster has answered. */
import type { Target } from '../../specs/target.ts';

import type { AuditLog } from './audit-log.ts';
import type { OwnedCluster } from './provision/cluster-file.ts';
import type { Rest } from './rest.ts';
import type { Settings } from './settings.ts';
import type { Transport } from './transport.ts';

export interface Connection {
  readonly settings: Settings;
  readonly transport: Transport;
  readonly rest: Rest;
  readonly target: Target;
  /** The cluster's record, where this machine owns it. */
  readonly owned: OwnedCluster | undefined;
  /** Absent where the cluster has none that we can read. */
  readonly auditLog: AuditLog | undefined;
  /** Pods cannot be created before their namespace's default service account exists; some control
   * planes make none. */
  readonly hasServiceAccounts: boolean;
}
