import { describe, expect, test } from 'vitest';
import { ownedByObject } from '../fixture.ts';
import type { Story } from './fixture.ts';
import { miniTrace, templateOf } from './fixture.ts';
import { replicaSetNameCarriesTheTemplateHash as property } from './replica-set-name-carries-the-template-hash.ts';

const hash = 'bcdfg';
const labels = { app: 'mini', 'pod-template-hash': hash };

/** Adds a ReplicaSet of which one place may carry something else. */
function added(told: Story, wrong: { name?: string; selector?: object; template?: object }) {
  return told.also((trace) =>
    trace.add(
      'ReplicaSet',
      wrong.name ?? `web-${hash}`,
      {
        metadata: {
          labels,
          ownerReferences: ownedByObject('Deployment', 'web', trace.uidOf('Deployment', 'web')),
        },
        spec: {
          selector: { matchLabels: { ...(wrong.selector ?? labels) } },
          template: { ...templateOf('a', labels), ...wrong.template },
        },
      },
      'deployment-controller',
    ),
  );
}

describe('deployment/replica-set-name-carries-the-template-hash', () => {
  test('holds when the hash is everywhere', () => {
    expect(added(miniTrace().deployment(), {}).judge(property)).toBe('passed');
  });

  test('fails when the selector lacks it', () => {
    const told = added(miniTrace().deployment(), { selector: { app: 'mini' } });
    expect(told.judge(property)).toBe('failed');
  });

  test('fails when the name or the template labels have another', () => {
    expect(added(miniTrace().deployment(), { name: 'web-hhhhh' }).judge(property)).toBe('failed');
    const template = { metadata: { labels: { ...labels, 'pod-template-hash': 'hhhhh' } } };
    expect(added(miniTrace().deployment(), { template }).judge(property)).toBe('failed');
  });

  test('fails when a label of the template is lost', () => {
    const told = miniTrace().deployment({ template: templateOf('a', { tier: 'front' }) });
    expect(added(told, {}).judge(property)).toBe('failed');
  });

  test('says nothing about ReplicaSets of nobody', () => {
    const told = miniTrace().deployment();
    told.also((trace) => trace.add('ReplicaSet', 'mine', {}, 'user'));
    expect(told.judge(property)).toBe('vacuous');
  });
});
