import { describe, expect, test } from 'vitest';

import { createArguments, environmentOf, plainLog } from './kwokctl.ts';

describe('kwokctl', () => {
  test('is told the name, the file with everything else, and where the kubeconfig goes', () => {
    const args = createArguments('dev', '/c/kwokctl.yaml', '/c/kubeconfig').join(' ');
    expect(args).toMatch(/^--name dev --config \/c\/kwokctl\.yaml create cluster /);
    expect(args).toMatch(/--kubeconfig \/c\/kubeconfig --wait \d+s$/);
  });

  test('sees the cluster\'s own folder and none of the user\'s settings', () => {
    const env = environmentOf('/c', { PATH: '/bin', KWOK_RUNTIME: 'docker', KWOK_WORKDIR: '/w' });
    expect(env).toEqual({ PATH: '/bin', KWOK_WORKDIR: '/c/kwok' });
  });
});

describe('what kwokctl says', () => {
  test('is reduced to message and error', () => {
    const output = [
      '{"level":"INFO","msg":"Cluster is creating"}',
      'plain text',
      '{"level":"ERROR","msg":"Failed to setup config","err":"no such file"}',
    ].join('\n');
    expect(plainLog(output)).toBe(
      'Cluster is creating\nplain text\nFailed to setup config: no such file',
    );
  });

  test('keeps its end when it is long', () => {
    const output = Array.from({ length: 100 }, (_, index) => `line ${index}`).join('\n');
    expect(plainLog(output).split('\n')).toHaveLength(12);
    expect(plainLog(output)).toMatch(/line 99$/);
  });
});
