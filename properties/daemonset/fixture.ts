/**
 * Mini-traces about one DaemonSet, `log`, and a few nodes: its revisions are single letters, every
 * step takes a second, so that nothing is seen late unless a test asks for it. Only tests import
 * it.
 */
import type {
  DaemonSet,
  Labels,
  NodeSelectorTerm,
  Pod,
  PodSpec,
  PodTemplate,
  Taint,
} from '../../specs/kubernetes.ts';
import type { Fault } from '../../specs/scenario.ts';
import type { Actor } from '../../specs/trace.ts';
import type { MiniOptions, MiniTrace } from '../fixture.ts';
import { miniTrace, ownedByObject, readyStatus } from '../fixture.ts';
import type { Property } from '../property.ts';
import type { Judgement } from '../verdict.ts';
import { automaticTolerations } from '../vocabulary/eligibility.ts';

const controller: Actor = 'daemonset-controller';
/** How long a step takes. */
const stepMs = 1000;

interface PodSketch {
  readonly revision?: string;
  readonly image?: string;
  readonly labels?: Labels;
  readonly spec?: Partial<PodSpec>;
  readonly actor?: Actor;
  /** Without an owner: somebody else's, or let go. */
  readonly isOrphan?: boolean;
}

/** What tests say of the DaemonSet, its nodes and pods; everything returns the story itself. */
export interface Story {
  readonly trace: MiniTrace;
  wait(ms: number): Story;
  node(name: string, labels?: Labels): Story;
  label(node: string, labels: Labels): Story;
  taint(node: string, ...taints: readonly Taint[]): Story;
  removeNode(name: string): Story;
  /** A user's change of the spec. */
  change(spec: Partial<DaemonSet['spec']>): Story;
  /** A user's change of the template; the controller makes its revision. */
  roll(revision: string, spec?: Partial<PodSpec>): Story;
  /** A new pod, Pending and pinned to a node. Its name is `log-` and the five letters given. */
  born(letters: string, node: string, sketch?: PodSketch): Story;
  /** A new pod, and a step later bound and Ready. */
  pod(letters: string, node: string, sketch?: PodSketch): Story;
  bind(letters: string, node: string): Story;
  ready(letters: string, node: string): Story;
  unready(letters: string): Story;
  fail(letters: string): Story;
  kill(letters: string, actor?: Actor): Story;
  gone(letters: string, actor?: Actor): Story;
  drop(letters: string, actor?: Actor): Story;
  /** Sets or takes away the owner. */
  adopt(letters: string): Story;
  release(letters: string): Story;
  fault(fault: Fault): Story;
  also(tell: (trace: MiniTrace) => unknown): Story;
  rest(): Story;
  judge(property: Property): Judgement['status'];
}

/** The strategies that tests ask for. */
export const surging = (maxSurge: number | string) =>
  ({
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable: 0 } },
  }) as const;
export const unavailable = (maxUnavailable: number | string) =>
  ({
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable, maxSurge: 0 } },
  }) as const;

/** The required node affinity that pins a pod. */
export function pinnedTo(node: string, ...more: readonly NodeSelectorTerm[]) {
  const field = { key: 'metadata.name', operator: 'In' as const, values: [node] };
  const nodeSelectorTerms = [{ matchFields: [field] }, ...more];
  return {
    nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } },
  };
}

function templateOf(revision: string, spec: Partial<PodSpec> = {}): PodTemplate {
  return {
    metadata: { labels: { app: 'mini' } },
    spec: { containers: [{ name: 'main', image: `mini:${revision}` }], ...spec },
  };
}

/** Starts a story: nodes n1, n2, … and the DaemonSet at revision a, without pods. */
export function miniDaemons(
  nodes: number,
  spec: Partial<DaemonSet['spec']> = {},
  options: MiniOptions = {},
): Story {
  const trace = miniTrace(options);
  let generation = 1;
  let at = 0;
  const name = (letters: string) => `log-${letters}`;
  const owners = () => ownedByObject('DaemonSet', 'log', trace.uidOf('DaemonSet', 'log'));

  function step(tell: () => unknown): Story {
    trace.wait(stepMs);
    at += stepMs;
    tell();
    return told;
  }

  function addRevision(revision: string, podSpec: Partial<PodSpec> = {}): void {
    const data = { spec: { template: { ...templateOf(revision, podSpec), $patch: 'replace' } } };
    const labels = { app: 'mini', 'controller-revision-hash': revision };
    const metadata = { ownerReferences: owners(), labels };
    trace.add('ControllerRevision', `log-${revision}`, { metadata, data }, controller);
  }

  function addPod(letters: string, node: string, sketch: PodSketch): void {
    const revision = sketch.revision ?? 'a';
    const labels = { app: 'mini', 'controller-revision-hash': revision, ...sketch.labels };
    const metadata = { labels, ...(!sketch.isOrphan && { ownerReferences: owners() }) };
    const podSpec: Partial<Pod['spec']> = {
      containers: [{ name: 'main', image: sketch.image ?? `mini:${revision}` }],
      affinity: pinnedTo(node),
      tolerations: automaticTolerations({ containers: [] }),
      ...sketch.spec,
    };
    trace.add('Pod', name(letters), { metadata, spec: podSpec }, sketch.actor ?? controller);
  }

  const setStatus = (letters: string, phase: 'Running' | 'Failed') => {
    const conditions = [{ type: 'Ready', status: 'False' as const }];
    trace.change('Pod', name(letters), { status: { phase, conditions } }, 'kubelet');
  };
  const setOwners = (letters: string, ownerReferences: ReturnType<typeof owners> | []) =>
    trace.change('Pod', name(letters), { metadata: { ownerReferences } }, controller);

  const told: Story = {
    trace,
    wait(ms) {
      trace.wait(ms);
      at += ms;
      return told;
    },
    node: (node, labels = {}) =>
      step(() => trace.add('Node', node, { metadata: { labels } }, 'user')),
    label: (node, labels) =>
      step(() => trace.change('Node', node, { metadata: { labels } }, 'user')),
    taint: (node, ...taints) =>
      step(() => trace.change('Node', node, { spec: { taints } }, 'user')),
    removeNode: (node) => step(() => trace.remove('Node', node, 'user')),
    change: (changed) =>
      step(() => {
        generation += 1;
        trace.change('DaemonSet', 'log', { metadata: { generation }, spec: changed }, 'user');
      }),
    roll(revision, podSpec = {}) {
      told.change({ template: templateOf(revision, podSpec) });
      return step(() => addRevision(revision, podSpec));
    },
    born: (letters, node, sketch = {}) => step(() => addPod(letters, node, sketch)),
    pod: (letters, node, sketch = {}) => told.born(letters, node, sketch).ready(letters, node),
    bind: (letters, node) =>
      step(() => trace.change('Pod', name(letters), { spec: { nodeName: node } }, 'scheduler')),
    ready: (letters, node) =>
      step(() => {
        const bound = { spec: { nodeName: node }, status: readyStatus(at) };
        trace.change('Pod', name(letters), bound, 'kubelet');
      }),
    unready: (letters) => step(() => setStatus(letters, 'Running')),
    fail: (letters) => step(() => setStatus(letters, 'Failed')),
    kill: (letters, actor = controller) => step(() => trace.terminate('Pod', name(letters), actor)),
    gone: (letters, actor = 'kubelet') => step(() => trace.remove('Pod', name(letters), actor)),
    drop: (letters, actor = controller) => told.kill(letters, actor).gone(letters),
    adopt: (letters) => step(() => setOwners(letters, owners())),
    release: (letters) => step(() => setOwners(letters, [])),
    fault: (fault) => step(() => trace.fault(fault)),
    also: (tell) => step(() => tell(trace)),
    rest: () => step(() => trace.rest()),
    judge: (property) => trace.judge(property).status,
  };
  for (let index = 1; index <= nodes; index += 1) trace.add('Node', `n${index}`, {}, 'suite');
  trace.add('DaemonSet', 'log', { spec: { template: templateOf('a'), ...spec } }, 'user');
  addRevision('a');
  return told;
}

/** A taint that nobody tolerates. */
export const tainted = (effect: Taint['effect']): Taint => ({ key: 'dedicated', effect });
