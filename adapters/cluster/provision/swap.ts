/** Puts another program in the place of a component: a controller manager with a defect, say. */
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import type { OwnedCluster } from './cluster-file.ts';
import { signalComponent, startComponent } from './components.ts';
import { ProvisionError } from './errors.ts';
import type { ComponentName } from './processes.ts';

/** Ends a component, and starts the other program with the same arguments. From now on it is the
 * component: every restart starts it again. Its file must have the component's name. */
export async function swapComponent(
  cluster: OwnedCluster,
  name: ComponentName,
  program: string,
): Promise<void> {
  if (basename(program) !== name) throw new Error(`${program} cannot be found as ${name}`);
  const file = join(cluster.componentFolder ?? '', 'kwok.yaml');
  await writeFile(file, swapped(await readFile(file, 'utf8'), name, program, file));
  await signalComponent(cluster, name, 'SIGKILL');
  await startComponent(cluster, name);
}

/** kwokctl's own file with another program for the component; everything else stays as it is. */
export function swapped(text: string, name: string, program: string, file: string): string {
  const line = new RegExp(String.raw`^(\s*(?:- )?binary: ).*/${name}$`, 'm');
  if (line.test(text)) return text.replace(line, (_, key: string) => `${key}${program}`);
  throw new ProvisionError('failed', {
    what: `How ${name} is started is not known.`,
    expected: `a line "binary: …/${name}" in ${file}`,
    found: 'none',
    next: 'make the cluster anew',
  });
}
