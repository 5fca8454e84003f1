/** What a user may choose about testing on a real cluster. */
import type { Labels } from '../../specs/kubernetes.ts';

export interface ClusterOptions {
  /** Path of the kubeconfig; absent: its usual place. */
  readonly kubeconfig?: string;
  readonly context?: string;
  /** Where the API server is reached, instead of where the kubeconfig says. */
  readonly server?: string;
  /** Every namespace that a run makes begins with this. */
  readonly namespacePrefix?: string;
  /** Further labels on everything that the suite itself makes. */
  readonly labels?: Labels;
  /** Multiplies every time budget, for slow clusters. */
  readonly timeoutScale?: number;
  /** How many scenarios may be open at once. */
  readonly lanes?: number;
  /** Runs pods on the schedulable nodes that are there, instead of on nodes of its own that KWOK
   * plays. Nodes then stay as they are, and no faults of nodes and of pod status are caused. */
  readonly useExistingNodes?: boolean;
  /** The image of every pod, without tag. */
  readonly image?: string;
}

export interface Settings {
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
  readonly server: string | undefined;
  readonly namespacePrefix: string;
  readonly labels: Labels;
  readonly timeoutScale: number;
  readonly lanes: number;
  readonly useExistingNodes: boolean;
  readonly image: string;
}

/** Kubernetes' own do-nothing image; on fake nodes nobody pulls it. */
const pauseImage = 'registry.k8s.io/pause';
const defaultLanes = 4;

/** The options with every default filled in. */
export function settingsOf(options: ClusterOptions): Settings {
  return {
    kubeconfig: options.kubeconfig,
    context: options.context,
    server: options.server,
    namespacePrefix: options.namespacePrefix ?? 'plimsoll-',
    labels: options.labels ?? {},
    timeoutScale: options.timeoutScale ?? 1,
    lanes: options.lanes ?? defaultLanes,
    useExistingNodes: options.useExistingNodes ?? false,
    image: options.image ?? pauseImage,
  };
}

/** The label whose value tells the objects of one run from those of another. */
export const runLabel = 'plimsoll.dev/run';
