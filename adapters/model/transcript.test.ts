/**
 * Golden transcripts: scenario in, everything that happened out. They change whenever what the
 * model does changes, also where that is meant. Then they are written anew, and the difference is
 * read like code: `npx vitest run adapters/model/transcript.test.ts -u`
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { KubernetesObject } from '../../specs/kubernetes.ts';
import { conditionOf } from '../../specs/kubernetes.ts';
import { readScenario } from '../../specs/scenario-file.ts';
import type { TraceEvent } from '../../specs/trace.ts';
import { play } from '../play.ts';
import { modelAdapter } from './adapter.ts';

test.for(['rollout-under-fire', 'lost-node'])('%s', async (name) => {
  const path = new URL(`testdata/${name}.yaml`, import.meta.url);
  const scenario = readScenario(readFileSync(path, 'utf8'), path.pathname);
  const trace = await play(scenario, modelAdapter(), { suiteVersion: 'test' });
  const lines = trace.events.map(lineOf);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`testdata/${name}.txt`);
});

function lineOf(event: TraceEvent): string {
  const at = `+${(event.at / 1000).toFixed(3)}`.padStart(10);
  switch (event.event) {
    case 'change': {
      const { kind, metadata } = event.object;
      const actor = (event.actor ?? '').padEnd(25);
      const what = `${event.change.padEnd(8)} ${kind}/${metadata.name}`;
      return [at, actor, what, ...factsOf(event.object)].join(' ');
    }
    case 'command':
    case 'fault':
      return `${at} ${event.event} ${event.step} ${event.phase} ${event.reason ?? ''}`.trimEnd();
    case 'phase':
      return `${at} ${event.phase}${event.quiet === undefined ? '' : ` quiet=${event.quiet}`}`;
    case 'gap':
      return `${at} gap ${event.kind}`;
    default:
      return event satisfies never;
  }
}

function factsOf(object: KubernetesObject): readonly string[] {
  const { deletionTimestamp, finalizers } = object.metadata;
  const going = deletionTimestamp === undefined ? [] : ['terminating'];
  const held = (finalizers ?? []).map((finalizer) => `held by ${finalizer}`);
  return [...statusFactsOf(object), ...going, ...held];
}

function statusFactsOf(object: KubernetesObject): readonly string[] {
  switch (object.kind) {
    case 'Pod': {
      const ready = conditionOf(object, 'Ready')?.status ?? '-';
      return [object.status.phase ?? '-', `ready=${ready}`, `on ${object.spec.nodeName ?? '-'}`];
    }
    case 'Node': {
      const taints = (object.spec.taints ?? []).map(({ key, effect }) => `${key}:${effect}`);
      return [`ready=${conditionOf(object, 'Ready')?.status}`, ...taints];
    }
    case 'PersistentVolumeClaim':
      return [object.status.phase ?? '-'];
    case 'Service':
    case 'EndpointSlice':
    case 'Endpoints':
    case 'PodDisruptionBudget':
    case 'ResourceQuota':
      return [];
    case 'ControllerRevision':
      return [`revision=${object.revision}`];
    case 'DaemonSet':
      return [JSON.stringify(object.status)];
    case 'Deployment':
    case 'ReplicaSet':
    case 'StatefulSet': {
      const { observedGeneration = 0, replicas = 0, readyReplicas = 0 } = object.status;
      const { availableReplicas = 0 } = object.status;
      return [
        `spec=${object.spec.replicas}`,
        `status=${replicas}/${readyReplicas}/${availableReplicas}`,
        `observed=${observedGeneration}`,
      ];
    }
    default:
      return object satisfies never;
  }
}
