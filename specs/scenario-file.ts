/**
 * Scenarios as YAML: what `scenario.ts` describes, field by field, with one difference for readers:
 * `after` and `for` are durations with a unit (`500ms`, `2s`).
 */
import type { Document, Node, Scalar } from 'yaml';
import { Document as YamlDocument, isCollection, isMap, isScalar, visit } from 'yaml';
import { durationSchema, formatDuration } from './duration.ts';
import { InputError } from './input-error.ts';
import type { Scenario, Step } from './scenario.ts';
import { scenarioFormat } from './scenario.ts';
import { scenarioSchema } from './scenario-schema.ts';
import type { YamlFile } from './yaml-file.ts';
import { checkYaml, parseYaml } from './yaml-file.ts';

const schema = scenarioSchema(durationSchema);

/** Reads a scenario; throws InputError with every mistake, each at its line. */
export function readScenario(text: string, file: string): Scenario {
  const yaml = parseYaml(text, file);
  refuseOtherFormats(yaml);
  return checkYaml(yaml, schema);
}

/** Writes a scenario so that reading it gives the same one; `comment` becomes the file's head. */
export function writeScenario(scenario: Scenario, comment = ''): string {
  const { format, title, seed, nodes, steps } = scenario;
  const document = new YamlDocument(
    { format, ...(title !== undefined && { title }), seed, nodes, steps: steps.map(written) },
    { aliasDuplicateObjects: false },
  );
  layOut(document);
  const head = comment && comment.replace(/^/gm, '# ').replace(/ +$/gm, '');
  return `${head}${head && '\n\n'}${document.toString({ lineWidth: 100 })}`;
}

function refuseOtherFormats(yaml: YamlFile): void {
  const format: unknown = (yaml.value as { format?: unknown } | null)?.format;
  if (format === undefined || format === scenarioFormat) return;
  throw new InputError([
    {
      file: yaml.file,
      ...yaml.place(['format']),
      at: 'format',
      message: 'this version of plimsoll cannot read this format of scenario',
      expected: String(scenarioFormat),
      found: JSON.stringify(format),
    },
  ]);
}

/** Durations get their unit; the order of keys follows the reading order of a step. */
function written(step: Step): unknown {
  const after = formatDuration(step.after);
  if ('command' in step) return { after, command: step.command };
  if (!('for' in step.fault)) return { after, fault: step.fault };
  return { after, fault: { ...step.fault, for: formatDuration(step.fault.for) } };
}

/** What fits on a line stands on one; strings that YAML would read as something else are quoted by
 * the library itself. */
function layOut(document: Document): void {
  visit(document, {
    Collection(_key, node) {
      if (widthOf(node) <= 60) node.flow = true;
    },
  });
  const steps = document.get('steps');
  if (isCollection(steps)) {
    steps.flow = steps.items.length === 0;
    for (const step of steps.items) if (isMap(step)) step.flow = false;
  }
}

function widthOf(node: Node): number {
  if (isScalar(node)) return String((node as Scalar).value).length;
  let width = 4;
  visit(node, { Scalar: (_key, scalar) => void (width += String(scalar.value).length + 2) });
  return width;
}
