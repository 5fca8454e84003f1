import { expect, test } from 'vitest';
import { miniTrace } from '../fixture.ts';
import { generationRisesWithTheSpec } from './generation-rises-with-the-spec.ts';

const property = generationRisesWithTheSpec('Deployment');
const web = () => miniTrace().add('Deployment', 'web', { metadata: { generation: 1 } });
const generation = (to: number) => ({ metadata: { generation: to } });
const noted = (to: number) => ({ metadata: { generation: to, annotations: { a: 'b' } } });

test('the spec raises it by one, and nothing else does', () => {
  const scaled = { spec: { replicas: 9 } };
  const status = (change: object) =>
    web().change('Deployment', 'web', change).judge(property).status;
  expect(status({ ...scaled, ...generation(2) })).toBe('passed');
  expect(status(scaled)).toBe('failed');
  expect(status({ ...scaled, ...generation(3) })).toBe('failed');
  expect(status({ status: { replicas: 1 } })).toBe('passed');
  expect(status({ status: { replicas: 1 }, ...generation(2) })).toBe('failed');
  expect(status({ metadata: { generation: 2, labels: { a: 'b' } } })).toBe('failed');
});

test('so do annotations of a Deployment, but not those that come with its status', () => {
  const by = (actor: 'user' | 'deployment-controller', to: number) =>
    web().change('Deployment', 'web', noted(to), actor).judge(property).status;
  expect(by('user', 2)).toBe('passed');
  expect(by('user', 1)).toBe('failed');
  expect(by('deployment-controller', 1)).toBe('passed');
  const set = miniTrace()
    .add('ReplicaSet', 'web-1', { metadata: { generation: 1 } })
    .change('ReplicaSet', 'web-1', noted(2), 'user');
  expect(set.judge(property).status).toBe('failed');
});

test('says nothing of new objects and of the beginning of a deletion', () => {
  expect(web().judge(property).status).toBe('vacuous');
  const going = { metadata: { generation: 2, deletionTimestamp: '2026-01-01T00:00:00Z' } };
  expect(web().change('Deployment', 'web', going).judge(property).status).toBe('vacuous');
});
