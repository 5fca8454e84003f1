import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';

import { behaviourAnnotations } from '../../../specs/behaviour.ts';
import { auditPolicyPath, kwokConfigOf, stageDocuments } from './kwok-config.ts';
import { faultReason, nodeDownLabel, stageCondition } from './play-contract.ts';

const paths = {
  etcd: '/b/etcd',
  'kube-apiserver': '/b/kube-apiserver',
  'kube-controller-manager': '/b/kube-controller-manager',
  'kube-scheduler': '/b/kube-scheduler',
  kubectl: '/b/kubectl',
  kwok: '/b/kwok',
  kwokctl: '/b/kwokctl',
};

function documentsOf(request: Parameters<typeof kwokConfigOf>[0]) {
  return parseAllDocuments(kwokConfigOf(request)).map((document) => document.toJS());
}

function argumentsOf(name: string): Record<string, string> {
  const [cluster] = documentsOf({ version: '1.36.3', featureGates: {} });
  const patches: { name: string; extraArgs: { key: string; value: string }[] }[] =
    cluster.componentsPatches;
  const found = patches.find((patch) => patch.name === name);
  return Object.fromEntries((found?.extraArgs ?? []).map(({ key, value }) => [key, value]));
}

describe('the options of a cluster', () => {
  test('lead the controllers and the scheduler through the proxy, and nobody else', () => {
    const [cluster] = documentsOf({ version: '1.36.3', featureGates: {}, proxyPort: 4711 });
    const patches: { name: string; extraArgs: { key: string; value: string }[] }[] =
      cluster.componentsPatches;
    const master = { key: 'master', value: 'https://127.0.0.1:4711' };
    const led = patches.filter(({ extraArgs }) => extraArgs.some(({ key }) => key === 'master'));
    expect(led.map(({ name }) => name)).toEqual(['kube-controller-manager', 'kube-scheduler']);
    for (const { extraArgs } of led) expect(extraArgs).toContainEqual(master);
  });

  test('name the version, the gates and the programs', () => {
    const [{ options }] = documentsOf({
      version: '1.36.3',
      featureGates: { B: false, A: true },
      paths,
    });
    expect(options).toMatchObject({
      runtime: 'binary',
      kubeVersion: 'v1.36.3',
      kubeFeatureGates: 'A=true,B=false',
      kubeApiserverBinary: '/b/kube-apiserver',
      kwokControllerBinary: '/b/kwok',
      heartbeatFactor: 1,
      disableQPSLimits: true,
    });
    expect(Object.values(options)).not.toContain(undefined);
  });

  test('leave the programs to kwokctl where it downloads them', () => {
    const [{ options }] = documentsOf({ version: '1.36.3', featureGates: {} });
    expect(Object.keys(options).filter((key) => key.endsWith('Binary'))).toEqual([]);
    expect(options).not.toHaveProperty('kubeFeatureGates');
  });

  test('make controllers write under their own names, and bind the claims of StatefulSets', () => {
    expect(argumentsOf('kube-controller-manager')).toMatchObject({
      'use-service-account-credentials': 'true',
      'enable-hostpath-provisioner': 'true',
    });
  });

  test('name an audit policy that has the objects of every workload in it', () => {
    expect(existsSync(auditPolicyPath)).toBe(true);
    const { rules } = parse(readFileSync(auditPolicyPath, 'utf8'));
    const [, recorded] = rules;
    const groups: { group: string; resources?: string[] }[] = recorded.resources;
    expect(recorded.level).toBe('RequestResponse');
    expect(groups.find(({ group }) => group === '')?.resources).toEqual(
      expect.arrayContaining(['pods', 'pods/status', 'persistentvolumeclaims', 'nodes']),
    );
    expect(groups.find(({ group }) => group === 'apps')).toEqual({ group: 'apps' });
  });

  test('keep KWOK away from nodes that are not its own or have no kubelet', () => {
    const [, { options }] = documentsOf({ version: '1.36.3', featureGates: {} });
    expect(argumentsOf('kwok-controller')).toEqual({ 'manage-all-nodes': 'false' });
    expect(options.manageNodesWithAnnotationSelector).toBe('kwok.x-k8s.io/node=fake');
    expect(options.manageNodesWithLabelSelector).toBe(`!${nodeDownLabel}`);
  });
});

interface Stage {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly resourceRef: { readonly kind: string };
    readonly selector: {
      readonly matchAnnotations?: Readonly<Record<string, string>>;
      readonly matchExpressions: readonly {
        readonly key: string;
        readonly operator: string;
        readonly values?: readonly string[];
      }[];
    };
    readonly delay?: { readonly jitterDurationMilliseconds?: number };
  };
}

const stages = stageDocuments().map((text): Stage => parse(text));
const podStages = stages.filter(({ spec }) => spec.resourceRef.kind === 'Pod');

describe('the Stages', () => {
  test('follow the options, so that none of KWOK\'s own are used', () => {
    const documents = documentsOf({ version: '1.36.3', featureGates: {} });
    expect(documents.slice(2)).toEqual(stages);
    expect(new Set(stages.map(({ metadata }) => metadata.name)).size).toBe(stages.length);
    expect(new Set(stages.map(({ spec }) => spec.resourceRef.kind))).toEqual(
      new Set(['Node', 'Pod']),
    );
  });

  test('know every annotation of a behaviour', () => {
    const text = stageDocuments().join('');
    const unknown = Object.values(behaviourAnnotations).filter((key) => !text.includes(`"${key}"`));
    expect(unknown).toEqual([]);
    expect(text).toContain(`"${stageCondition}"`);
  });

  test.for(podStages)('$metadata.name acts on no pod without a behaviour', ({ spec }) => {
    const { matchAnnotations, matchExpressions } = spec.selector;
    const key = `.metadata.annotations["${behaviourAnnotations.kind}"]`;
    const asked = matchExpressions.find((expression) => expression.key === key);
    expect(matchAnnotations?.[behaviourAnnotations.kind] ?? asked?.operator).toMatch(
      /^(Exists|In|flapping|crashing|failing)$/,
    );
  });

  const operatorOf = ({ spec }: Stage, part: string) =>
    spec.selector.matchExpressions.find(({ key }) => key.includes(part))?.operator;
  const deletion = '.metadata.deletionTimestamp';

  test.for(podStages)('$metadata.name is for pods that stay or for pods that go', (stage) => {
    expect(operatorOf(stage, deletion)).toMatch(/^(Exists|DoesNotExist)$/);
  });

  test.for(podStages.filter((stage) => operatorOf(stage, deletion) !== 'Exists'))(
    '$metadata.name is for pods that a fault holds or for the others',
    (stage) => {
      expect(operatorOf(stage, `"${faultReason}"`)).toMatch(/^(Exists|DoesNotExist)$/);
    },
  );

  test.for(stages)('$metadata.name leaves nothing to chance', ({ spec }) => {
    expect(spec.delay?.jitterDurationMilliseconds).toBeUndefined();
  });
});
