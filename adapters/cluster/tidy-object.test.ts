import { expect, test } from 'vitest';
import { objectOf } from './fixture.ts';
import { tidyObject } from './tidy-object.ts';

test('nothing that a program was told gets into a trace', () => {
  const secret = { name: 'TOKEN', value: 'very-secret' };
  const container = { name: 'main', image: 'pause:a', env: [secret], args: ['--key=very-secret'] };
  const spec = { containers: [container], imagePullSecrets: [{ name: 'very-secret' }] };
  const annotations = {
    'kubectl.kubernetes.io/last-applied-configuration': 'very-secret',
    'plimsoll.dev/behaviour': 'ready',
  };
  const objects = [
    objectOf('Pod', 'web-0', 1, { spec, metadata: { annotations } }),
    objectOf('StatefulSet', 'web', 1, { spec: { template: { spec } }, metadata: { annotations } }),
    { ...objectOf('ControllerRevision', 'web-1', 1), data: { spec: { template: { spec } } } },
  ];
  for (const object of objects) {
    const text = JSON.stringify(tidyObject(object as ReturnType<typeof objectOf>));
    expect(text).not.toContain('very-secret');
    expect(text).toContain('pause:a');
  }
});

test('what properties ask for stays as it was', () => {
  const kept = { annotations: { a: 'b' }, labels: { c: 'd' } };
  const metadata = { ...kept, managedFields: [{ manager: 'x' }] };
  const status = { phase: 'Running' };
  const tidied = tidyObject(objectOf('Pod', 'web-0', 4, { metadata, status }));
  expect(tidied).toMatchObject({
    metadata: { name: 'web-0', resourceVersion: '4', ...kept },
    status,
  });
  expect(tidied.metadata).not.toHaveProperty('managedFields');
});
