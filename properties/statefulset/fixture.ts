/**
 * Mini-traces about one StatefulSet, `web`: its revisions are single letters, every step takes a
 * second, so that nothing is seen late unless a test asks for staleness. Only tests import it.
 */
import type {
  Labels,
  PersistentVolumeClaim,
  Pod,
  PodTemplate,
  StatefulSet,
} from '../../specs/kubernetes.ts';
import type { CreateCommand, Fault } from '../../specs/scenario.ts';
import type { Actor } from '../../specs/trace.ts';
import type { MiniOptions, MiniTrace } from '../fixture.ts';
import { miniTrace, ownedByObject, readyStatus } from '../fixture.ts';
import type { Property } from '../property.ts';
import type { Judgement } from '../verdict.ts';

const controller: Actor = 'statefulset-controller';
/** How long a step takes. */
const stepMs = 1000;

interface PodSketch {
  readonly revision?: string;
  readonly image?: string;
  readonly name?: string;
  readonly labels?: Labels;
  readonly spec?: Partial<Pod['spec']>;
  readonly claims?: readonly string[];
  readonly actor?: Actor;
  /** Without an owner: somebody else's, or let go. */
  readonly isOrphan?: boolean;
}

/** What tests say of the set and its pods; everything returns the story itself. */
export interface Story {
  readonly trace: MiniTrace;
  wait(ms: number): Story;
  /** A user's change of the spec. */
  change(spec: Partial<StatefulSet['spec']>): Story;
  /** A user's change of the template; the controller makes its revision. */
  roll(revision: string): Story;
  /** A new pod, Pending and without a node. */
  born(ordinal: number, sketch?: PodSketch): Story;
  /** A new pod, and Ready a step later. */
  pod(ordinal: number, sketch?: PodSketch): Story;
  /** Several of them, one after the other. */
  pods(ordinals: readonly number[], sketch?: PodSketch): Story;
  ready(ordinal: number): Story;
  unready(ordinal: number): Story;
  fail(ordinal: number): Story;
  /** Sets deletionTimestamp. */
  kill(ordinal: number, actor?: Actor): Story;
  /** The pod object goes. */
  gone(ordinal: number, actor?: Actor): Story;
  /** Kills it and lets it go at once. */
  drop(ordinal: number, actor?: Actor): Story;
  claim(name: string, sketch?: object, actor?: Actor): Story;
  fault(fault: Fault): Story;
  also(tell: (trace: MiniTrace) => unknown): Story;
  rest(): Story;
  judge(property: Property): Judgement['status'];
}

/** The pod template of a revision. */
export function templateOf(revision: string): PodTemplate {
  return {
    metadata: { labels: { app: 'mini' } },
    spec: { containers: [{ name: 'main', image: `mini:${revision}` }] },
  };
}

/** The spec field that asks for claims of these names. */
export function claimTemplates(...names: readonly string[]) {
  return names.map((name) => ({ metadata: { name }, spec: {} }));
}

/** The first command of a scenario about the set. */
export const creation: CreateCommand = {
  verb: 'create',
  kind: 'StatefulSet',
  name: 'web',
  spec: { template: { revision: 'a' } },
};

/** Starts a story: the set exists at revision a, without pods. */
export function miniSet(
  spec: Partial<StatefulSet['spec']> = {},
  options: MiniOptions = {},
): Story {
  const trace = miniTrace(options);
  let generation = 1;
  let at = 0;

  const owners = () => ownedByObject('StatefulSet', 'web', trace.uidOf('StatefulSet', 'web'));

  function step(tell: () => unknown): Story {
    trace.wait(stepMs);
    at += stepMs;
    tell();
    return told;
  }

  function addRevision(revision: string): void {
    trace.add(
      'ControllerRevision',
      `web-${revision}`,
      {
        metadata: { ownerReferences: owners(), labels: { app: 'mini' } },
        data: { spec: { template: { ...templateOf(revision), $patch: 'replace' } } },
        revision: generation,
      },
      controller,
    );
  }

  function addPod(ordinal: number, sketch: PodSketch): void {
    const name = sketch.name ?? `web-${ordinal}`;
    const revision = sketch.revision ?? 'a';
    const image = sketch.image ?? `mini:${revision}`;
    const labels: Labels = {
      app: 'mini',
      'statefulset.kubernetes.io/pod-name': name,
      'apps.kubernetes.io/pod-index': String(ordinal),
      'controller-revision-hash': `web-${revision}`,
      ...sketch.labels,
    };
    const volumes = (sketch.claims ?? []).map((each) => ({
      name: each,
      persistentVolumeClaim: { claimName: `${each}-web-${ordinal}` },
    }));
    const metadata = { labels, ...(!sketch.isOrphan && { ownerReferences: owners() }) };
    const containers = [{ name: 'main', image }];
    const podSpec = { hostname: name, subdomain: 'web', containers, volumes, ...sketch.spec };
    trace.add('Pod', name, { metadata, spec: podSpec }, sketch.actor ?? controller);
  }

  const podName = (ordinal: number) => `web-${ordinal}`;
  const told: Story = {
    trace,
    wait(ms) {
      trace.wait(ms);
      at += ms;
      return told;
    },
    change: (changed) =>
      step(() => {
        generation += 1;
        trace.change('StatefulSet', 'web', { metadata: { generation }, spec: changed }, 'user');
      }),
    roll(revision) {
      told.change({ template: templateOf(revision) });
      return step(() => addRevision(revision));
    },
    born: (ordinal, sketch = {}) => step(() => addPod(ordinal, sketch)),
    pod: (ordinal, sketch = {}) => told.born(ordinal, sketch).ready(ordinal),
    pods(ordinals, sketch = {}) {
      for (const ordinal of ordinals) told.pod(ordinal, sketch);
      return told;
    },
    ready: (ordinal) =>
      step(() => trace.change('Pod', podName(ordinal), { status: readyStatus(at) }, 'kubelet')),
    unready: (ordinal) =>
      step(() => {
        const conditions = [{ type: 'Ready', status: 'False' as const }];
        const status = { phase: 'Running' as const, conditions };
        trace.change('Pod', podName(ordinal), { status }, 'kubelet');
      }),
    fail: (ordinal) =>
      step(() => {
        const conditions = [{ type: 'Ready', status: 'False' as const }];
        const status = { phase: 'Failed' as const, conditions };
        trace.change('Pod', podName(ordinal), { status }, 'kubelet');
      }),
    kill: (ordinal, actor = controller) =>
      step(() => trace.terminate('Pod', podName(ordinal), actor)),
    gone: (ordinal, actor = 'kubelet') => step(() => trace.remove('Pod', podName(ordinal), actor)),
    drop: (ordinal, actor = controller) => told.kill(ordinal, actor).gone(ordinal),
    claim: (name, sketch = {}, actor = controller) =>
      step(() => trace.add('PersistentVolumeClaim', name, sketch, actor)),
    fault: (fault) => step(() => trace.fault(fault)),
    also: (tell) => step(() => tell(trace)),
    rest: () => step(() => trace.rest()),
    judge: (property) => trace.judge(property).status,
  };
  trace.add('StatefulSet', 'web', { spec: { template: templateOf('a'), ...spec } }, 'user');
  addRevision('a');
  return told;
}

/** A claim that was bound to a volume. */
export function boundClaim(volumeName: string): Partial<PersistentVolumeClaim> {
  return { spec: { volumeName }, status: { phase: 'Bound' } };
}
