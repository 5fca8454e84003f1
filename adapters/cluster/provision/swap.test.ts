import { describe, expect, test } from 'vitest';
import { swapped } from './swap.ts';

const text = `components:
- args:
  - --kubeconfig=/c/kube-controller-manager
  binary: /b/kube-controller-manager
  name: kube-controller-manager
- binary: /b/kube-scheduler
  name: kube-scheduler
`;

describe('a swapped component', () => {
  test('is started from the other program, and nothing else is changed', () => {
    expect(swapped(text, 'kube-controller-manager', '/m/kube-controller-manager', 'f')).toBe(
      text.replace('/b/kube-controller-manager', '/m/kube-controller-manager'),
    );
  });

  test('must be there', () => {
    expect(() => swapped(text, 'etcd', '/m/etcd', 'kwok.yaml')).toThrow(/binary: …\/etcd/);
  });
});
