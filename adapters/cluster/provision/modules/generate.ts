/**
 * Writes the go.mod of another Kubernetes version: `node modules/generate.ts 1.35.8`. Upstream's
 * own go.mod says which Go, which settings and which staging modules; the rest is the same every
 * time.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { execa } from 'execa';
import { parse } from 'yaml';

import { kubernetesPrograms } from '../binaries/programs.ts';

/** The go.mod that builds a version's programs, given upstream's go.mod of that version. */
export function goModOf(version: string, upstream: string): string {
  const [, minor = '', patch = ''] = version.split('.');
  const staging = [...upstream.matchAll(/^\s*(?:replace )?(\S+) => \.\/staging\//gm)];
  const line = (start: string) => new RegExp(`^${start} .*$`, 'm').exec(upstream)?.[0];
  const tools = kubernetesPrograms.map((name) => `\tk8s.io/kubernetes/cmd/${name}`);
  // Upstream's staging modules are published as v0.MINOR.PATCH.
  const replaced = staging.map(([, name]) => `\t${name} => ${name} v0.${minor}.${patch}`);
  return [
    `module plimsoll.dev/control-plane/kubernetes-1.${minor}`,
    line('go'),
    line('godebug'),
    `tool (\n${tools.join('\n')}\n)`,
    `require k8s.io/kubernetes v${version}`,
    `replace (\n${replaced.join('\n')}\n)`,
  ]
    .filter((part) => part !== undefined)
    .join('\n\n')
    .concat('\n');
}

async function generate(version: string): Promise<void> {
  const upstream = `k8s.io/kubernetes@v${version}`;
  const { stdout } = await execa('go', ['mod', 'download', '-json', upstream]);
  const { GoMod, Dir } = JSON.parse(stdout) as { GoMod: string; Dir: string };
  const release = version.split('.').slice(0, 2).join('.');
  const folder = join(import.meta.dirname, `kubernetes-${release}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'go.mod'), goModOf(version, await readFile(GoMod, 'utf8')));
  await execa('go', ['mod', 'tidy'], { cwd: folder, env: { GOWORK: 'off', GOFLAGS: '-mod=mod' } });
  const etcd = etcdVersionOf(await readFile(join(Dir, 'build', 'dependencies.yaml'), 'utf8'));
  process.stdout.write(`${folder}\nthis release names etcd ${etcd}; add its row to versions.ts\n`);
}

/** The etcd that a release names in its list of dependencies. */
export function etcdVersionOf(dependencies: string): string {
  const list = parse(dependencies) as { dependencies: { name: string; version: string }[] };
  return list.dependencies.find(({ name }) => name === 'etcd')?.version ?? 'unknown';
}

const [, script, wanted] = process.argv;
if (script === import.meta.filename && wanted !== undefined) {
  await generate(wanted.replace(/^v/, ''));
}
