import { expect, test } from 'vitest';
import { miniTrace } from '../fixture.ts';
import {
  templateGenerationCountsTheTemplates,
} from './template-generation-counts-the-templates.ts';

const counted = (count: number) => ({
  annotations: { 'deprecated.daemonset.template.generation': String(count) },
});
const template = { spec: { containers: [{ name: 'main', image: 'b' }] } };

function judged(change: object) {
  return miniTrace()
    .add('DaemonSet', 'web', { metadata: counted(1) })
    .change('DaemonSet', 'web', change)
    .judge(templateGenerationCountsTheTemplates).status;
}

test('a new template raises it by one, and nothing else does', () => {
  expect(judged({ spec: { template }, metadata: counted(2) })).toBe('passed');
  expect(judged({ spec: { template } })).toBe('failed');
  expect(judged({ spec: { minReadySeconds: 3 }, metadata: counted(2) })).toBe('failed');
  expect(judged({ spec: { minReadySeconds: 3 } })).toBe('passed');
});

test('says nothing of a new DaemonSet', () => {
  const web = miniTrace().add('DaemonSet', 'web', { metadata: counted(7) });
  expect(web.judge(templateGenerationCountsTheTemplates).status).toBe('vacuous');
});
