/** Every property, folder by folder. A file that no folder's index lists is never judged. */
import { api } from './api/index.ts';
import { daemonset } from './daemonset/index.ts';
import { deployment } from './deployment/index.ts';
import { disruption } from './disruption/index.ts';
import { garbageCollection } from './garbage-collection/index.ts';
import { nodeLifecycle } from './node-lifecycle/index.ts';
import type { Property } from './property.ts';
import { replicaset } from './replicaset/index.ts';
import { services } from './services/index.ts';
import { statefulset } from './statefulset/index.ts';

/** All of them; a run judges those of its controller. */
export const properties: readonly Property[] = [
  ...deployment,
  ...replicaset,
  ...statefulset,
  ...daemonset,
  ...garbageCollection,
  ...services,
  ...disruption,
  ...nodeLifecycle,
  ...api,
];
