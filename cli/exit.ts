/** Exit codes, and how an error becomes a message for people. */
import { CommanderError } from 'commander';
import { InputError } from '../specs/input-error.ts';

export const exitCodes = {
  conformant: 0,
  violated: 1,
  undecided: 2,
  usage: 3,
  broken: 4,
  unreachable: 5,
  interrupted: 130,
} as const;

/** A mistake in how the command line was used: shown as it is, without a stack trace. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What to print and which code to exit with, for anything that was thrown. */
export function explainError(error: unknown): { readonly message: string; readonly code: number } {
  if (error instanceof CommanderError) return { message: '', code: commanderCode(error) };
  if (error instanceof InputError || error instanceof UsageError) {
    return { message: error.message, code: exitCodes.usage };
  }
  if (isAboutTheTarget(error)) return { message: error.message, code: exitCodes.unreachable };
  if (hasExitCode(error)) return { message: error.message, code: error.exitCode };
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { message: `this is a defect of plimsoll itself:\n${stack}`, code: exitCodes.broken };
}

/** Help and version are no errors; everything else that the parser refuses is a usage mistake. */
function commanderCode(error: CommanderError): number {
  return error.exitCode === 0 ? 0 : exitCodes.usage;
}

/** Told by name, so that the command line starts without loading any adapter. */
function isAboutTheTarget(error: unknown): error is Error {
  return error instanceof Error && ['AdapterError', 'PreflightError'].includes(error.name);
}

function hasExitCode(error: unknown): error is Error & { readonly exitCode: number } {
  return error instanceof Error && 'exitCode' in error && typeof error.exitCode === 'number';
}
