import { CommanderError } from 'commander';
import { describe, expect, test } from 'vitest';
import { AdapterError } from '../adapters/adapter.ts';
import { InputError } from '../specs/input-error.ts';
import { explainError, UsageError } from './exit.ts';

describe('an error becomes an exit code and a message', () => {
  test.for([
    [new UsageError('no'), 3],
    [new InputError([{ file: 'x.yaml', line: 2, message: 'no' }]), 3],
    [new CommanderError(1, 'commander.unknownOption', 'no'), 3],
    [new CommanderError(0, 'commander.helpDisplayed', ''), 0],
    [new AdapterError('no'), 5],
    [Object.assign(new Error('no'), { exitCode: 5 }), 5],
    [new TypeError('no'), 4],
  ] as const)('%s: %i', ([error, code]) => {
    expect(explainError(error).code).toBe(code);
  });
  test('only a defect of the suite shows a stack trace', () => {
    expect(explainError(new TypeError('no')).message).toMatch(/defect of plimsoll.*\n.*at /s);
    expect(explainError(new AdapterError('no')).message).toBe('no');
  });
});
