/**
 * What every adapter must do, as tests: called once per adapter with a way to make one. The model
 * passes it in `npm test`, a real control plane in `npm run test:cluster`.
 */
import { describe, expect, test } from 'vitest';
import type { Command, Fault, Scenario, Step } from '../specs/scenario.ts';
import type { CommandEvent, Trace, TraceEvent } from '../specs/trace.ts';
import type { Adapter, Capability } from './adapter.ts';
import { finalState } from './final-state.ts';
import { play } from './play.ts';

const options = { suiteVersion: 'contract' };

/** A StatefulSet of two pods on two nodes, then the steps. */
function scenarioOf(...steps: readonly Step[]): Scenario {
  return {
    format: 1,
    seed: 7,
    nodes: [{}, {}],
    steps: [
      {
        after: 0,
        command: {
          verb: 'create',
          kind: 'StatefulSet',
          name: 'web',
          spec: { replicas: 2, template: { revision: 'a', behaviour: { readyAfterMs: 500 } } },
        },
      },
      ...steps,
    ],
  };
}

const pod = { kind: 'Pod', of: 'web', pick: 0 } as const;
const node = { kind: 'Node', pick: 0 } as const;
const component = 'statefulset-controller';

/** One small instance of every fault. */
const samples: { readonly [F in Capability]: Extract<Fault, { fault: F }> } = {
  PodDeleted: { fault: 'PodDeleted', target: pod },
  PodForceDeleted: { fault: 'PodForceDeleted', target: pod },
  PodEvicted: { fault: 'PodEvicted', target: pod },
  PodFailed: { fault: 'PodFailed', target: pod },
  PodSucceeded: { fault: 'PodSucceeded', target: pod },
  PodCrash: { fault: 'PodCrash', target: pod, for: 500 },
  PodNotReady: { fault: 'PodNotReady', target: pod, for: 500 },
  NodeCordoned: { fault: 'NodeCordoned', target: node, for: 500 },
  NodeNotReady: { fault: 'NodeNotReady', target: node, for: 500 },
  PodQuota: { fault: 'PodQuota', pods: 1, for: 500 },
  ControllerRestart: { fault: 'ControllerRestart', component, for: 500 },
  StaleCache: { fault: 'StaleCache', component, for: 500 },
  ApiUnavailable: { fault: 'ApiUnavailable', for: 500 },
};

const steps = (trace: Trace, event: 'command' | 'fault', step: number) =>
  trace.events.filter(
    (each): each is Extract<TraceEvent, { step: number }> =>
      each.event === event && each.step === step,
  );
const phases = (trace: Trace, event: 'command' | 'fault', step: number) =>
  steps(trace, event, step).map(({ phase }) => phase);

const plain = { replicas: 0, template: { revision: 'a' } };

/** The revisions that the StatefulSet has had, one after the other. */
function imagesOf(trace: Trace): readonly string[] {
  const images = trace.events.flatMap((event) => {
    if (event.event !== 'change' || event.object.kind !== 'StatefulSet') return [];
    return [event.object.spec.template.spec.containers[0]?.image.split(':').at(-1) ?? ''];
  });
  return images.filter((image, index) => image !== images[index - 1]);
}

/** Declares the tests; `timeoutMs` is for one scenario. */
export function describeContract(name: string, adapter: Adapter, timeoutMs: number): void {
  describe(`the adapter ${name}`, () => {
    test(
      'plays a scenario into a whole trace that comes to rest',
      { timeout: timeoutMs },
      async () => {
        const trace = await play(scenarioOf(), adapter, options);
        expect(trace.footer).toEqual({ complete: true });
        expect(trace.events.map(({ seq }) => seq)).toEqual(trace.events.map((_, index) => index));
        const times = trace.events.map(({ at }) => at);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        const told = trace.events.filter((event) => event.event === 'phase');
        expect(told.map(({ phase }) => phase)).toEqual(['disturb', 'settle', 'hold', 'end']);
        expect(told[2]?.quiet).toBe(true);
        expect(finalState(trace)).toEqual([
          'ControllerRevision of web number 1',
          'Node node 0',
          'Node node 1',
          'Pod web-0 revision a Running Ready',
          'Pod web-1 revision a Running Ready',
          'StatefulSet web spec 2 status 2/2/2/2',
        ]);
      },
    );

    test('tells nothing of other scenarios', { timeout: 2 * timeoutMs }, async () => {
      const [one, other] = await Promise.all([
        play(scenarioOf(), adapter, options),
        play(scenarioOf(), adapter, options),
      ]);
      expect(finalState(one)).toEqual(finalState(other));
    });

    test('reports what the API server refuses', { timeout: timeoutMs }, async () => {
      const target = { kind: 'StatefulSet', pick: 0 } as const;
      const rollingUpdate = { partition: -1 };
      const change = { updateStrategy: { type: 'RollingUpdate', rollingUpdate } } as const;
      const command = { verb: 'patch', target, change } as const;
      const trace = await play(scenarioOf({ after: 0, command }), adapter, options);
      expect(phases(trace, 'command', 1)).toEqual(['invoked', 'rejected']);
      expect(steps(trace, 'command', 1)[1]?.reason).toMatch(/partition/i);
    });

    test('edits, plants, undoes and restarts', { timeout: timeoutMs }, async () => {
      const target = { kind: 'StatefulSet', pick: 0 } as const;
      const labels = { app: 'other' };
      const set = { '/spec/selector/matchLabels/app': 'other' };
      const commands: readonly Command[] = [
        { verb: 'edit', target, set: { '/spec/podManagementPolicy': 'Parallel' } },
        { verb: 'edit', target, set: { '/metadata/annotations/x~1y': 'z', '/spec/replicas': 1 } },
        { verb: 'edit', target, set: { '/status/replicas': -1 }, subresource: 'status' },
        { verb: 'plant', kind: 'ReplicaSet', name: 'bad', labels, set: { '/spec/selector': null } },
        { verb: 'plant', kind: 'ControllerRevision', name: 'web-x', owner: target, labels },
        { verb: 'create', kind: 'Deployment', name: 'api', spec: plain, set },
        { verb: 'rollout-restart', target },
        { verb: 'rollout-undo', target, toRevision: 9 },
      ];
      const inTime = commands.map((command, index) => ({ after: index < 7 ? 0 : 3000, command }));
      const trace = await play(scenarioOf(...inTime), adapter, options);
      const answers = commands.map((_, index) => {
        const { phase, code } = steps(trace, 'command', index + 1).at(-1) as CommandEvent;
        return code === undefined ? phase : `${phase} ${code}`;
      });
      const refused = 'rejected 422';
      const ok = 'ok';
      expect(answers).toEqual([refused, ok, refused, refused, ok, refused, ok, 'rejected']);
      const sets = trace.events.flatMap((event) =>
        event.event === 'change' && event.object.kind === 'StatefulSet' ? [event.object] : [],
      );
      const [{ metadata, spec } = { metadata: undefined, spec: undefined }] = sets.slice(-1);
      expect(metadata?.annotations).toMatchObject({ 'x/y': 'z' });
      expect(spec).toMatchObject({ replicas: 1, podManagementPolicy: 'OrderedReady' });
      expect(Object.keys(spec?.template.metadata?.annotations ?? {})).toContain(
        'kubectl.kubernetes.io/restartedAt',
      );
    });

    test('undoes a rollout, and undoes the undoing', { timeout: timeoutMs }, async () => {
      const target = { kind: 'StatefulSet', pick: 0 } as const;
      const roll: Command = { verb: 'patch', target, change: { template: { revision: 'b' } } };
      const undo: Command = { verb: 'rollout-undo', target };
      const inTime = [roll, undo, undo].map((command) => ({ after: 2000, command }));
      const trace = await play(scenarioOf(...inTime), adapter, options);
      expect(phases(trace, 'command', 2)).toEqual(['invoked', 'ok']);
      expect(imagesOf(trace)).toEqual(['a', 'b', 'a', 'b']);
    });

    test('skips a step whose object does not exist', { timeout: timeoutMs }, async () => {
      const target = { kind: 'DaemonSet', pick: 0 } as const;
      const command = { verb: 'delete', target, propagationPolicy: 'Background' } as const;
      const trace = await play(scenarioOf({ after: 0, command }), adapter, options);
      expect(phases(trace, 'command', 1)).toEqual(['skipped']);
    });

    test('ends early when told to, and says so', { timeout: timeoutMs }, async () => {
      const interruption = new AbortController();
      interruption.abort(new Error('interrupted'));
      const { signal } = interruption;
      const trace = await play(scenarioOf(), adapter, { ...options, signal });
      expect(trace.footer).toEqual({ complete: false, reason: 'interrupted' });
    });

    test.for([...adapter.capabilities])(
      'causes %s, and the world comes to rest again',
      { timeout: timeoutMs },
      async (capability) => {
        const fault = samples[capability];
        const trace = await play(scenarioOf({ after: 3000, fault }), adapter, options);
        const told = phases(trace, 'fault', 1);
        expect(told.slice(0, 2)).toEqual(['invoked', 'injected']);
        if ('for' in fault) expect(told[2]).toBe('healed');
        const hold = trace.events.find((each) => each.event === 'phase' && each.phase === 'hold');
        expect(hold).toMatchObject({ quiet: true });
        expect(finalState(trace)).toContain('StatefulSet web spec 2 status 2/2/2/2');
      },
    );

    const others = Object.values(samples).filter(({ fault }) => !adapter.capabilities.has(fault));
    test.for(others.map(({ fault }) => fault))(
      'skips %s, which it cannot cause',
      { timeout: timeoutMs },
      async (capability) => {
        const fault = samples[capability];
        const trace = await play(scenarioOf({ after: 0, fault }), adapter, options);
        expect(phases(trace, 'fault', 1)).toEqual(['skipped']);
      },
    );
  });
}
