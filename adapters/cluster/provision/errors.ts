/** What goes wrong while a cluster is made, told so that a person knows what to do next. */
import { AdapterError } from '../../adapter.ts';

/** `usage`: the request cannot be met as it stands. `preflight`: something that is needed is not
 * there. `failed`: everything was there and it went wrong all the same. */
export type ProvisionFault = 'usage' | 'preflight' | 'failed';

const exitCodes = { usage: 3, failed: 4, preflight: 5 } as const;

/** The fixed parts of the message. */
export interface Explanation {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
  readonly next: string;
}

/** A cluster could not be made, found or removed. */
export class ProvisionError extends AdapterError {
  /** What the command line exits with. */
  readonly exitCode: number;

  constructor(fault: ProvisionFault, explanation: Explanation, cause?: unknown) {
    super(textOf(explanation), { cause });
    this.exitCode = exitCodes[fault];
  }
}

function textOf({ what, expected, found, next }: Explanation): string {
  return [
    what,
    `  expected  ${indent(expected)}`,
    `  found     ${indent(found)}`,
    `  next      ${indent(next)}`,
  ].join('\n');
}

function indent(text: string): string {
  return text.trimEnd().replaceAll('\n', `\n${' '.repeat(12)}`);
}
