import { expect, test } from 'vitest';
import { portIn } from './component-endpoints.ts';

const components = [
  { name: 'kube-apiserver', args: ['--secure-port=1'] },
  { name: 'kube-controller-manager', args: ['--bind-address=127.0.0.1', '--secure-port=32751'] },
];

test('the port of a component is the one that its arguments name', () => {
  expect(portIn(components, 'kube-controller-manager')).toBe(32_751);
});

test('a component that is not listed, or a file that says something else, has none', () => {
  expect(portIn(components, 'kube-scheduler')).toBeUndefined();
  expect(portIn([{ name: 'kube-scheduler' }], 'kube-scheduler')).toBeUndefined();
  expect(portIn(undefined, 'kube-scheduler')).toBeUndefined();
});
