import { expect, test } from 'vitest';
import { miniTrace } from '../fixture.ts';
import { frozenFieldsNeverChange } from './frozen-fields-never-change.ts';

const labels = { app: 'web' };
const selecting = {
  selector: { matchLabels: labels },
  template: { metadata: { labels }, spec: { containers: [] } },
};

test('the selector of a Deployment is frozen, and goes on matching', () => {
  const property = frozenFieldsNeverChange('Deployment');
  const web = miniTrace().add('Deployment', 'web', { spec: selecting });
  expect(web.change('Deployment', 'web', { spec: { replicas: 7 } }).judge(property).status).toBe(
    'passed',
  );
  const template = { metadata: { labels: { app: 'other' } }, spec: { containers: [] } };
  const stray = miniTrace().add('Deployment', 'web', { spec: { ...selecting, template } });
  expect(stray.judge(property).status).toBe('failed');
  const both = { ...labels, tier: 'front' };
  const selector = { matchLabels: both };
  const wide = { ...selecting, template: { ...template, metadata: { labels: both } } };
  const moved = miniTrace()
    .add('Deployment', 'web', { spec: wide })
    .change('Deployment', 'web', { spec: { selector } });
  expect(moved.judge(property).status).toBe('failed');
});

test('a StatefulSet keeps its service, its policy and its claims', () => {
  const property = frozenFieldsNeverChange('StatefulSet');
  const set = (change: object) =>
    miniTrace()
      .add('StatefulSet', 'web', { spec: { ...selecting, serviceName: 'web' } })
      .change('StatefulSet', 'web', { spec: change })
      .judge(property).status;
  expect(set({ replicas: 3 })).toBe('passed');
  expect(set({ serviceName: 'other' })).toBe('failed');
  expect(set({ volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: {} }] })).toBe('failed');
});

test('says nothing of other kinds', () => {
  expect(miniTrace().add('Pod', 'web').judge(frozenFieldsNeverChange('DaemonSet')).status).toBe(
    'vacuous',
  );
});
