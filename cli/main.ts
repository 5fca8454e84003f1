#!/usr/bin/env node
/** The command line: one file per verb, loaded only when it is used. */
import { readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { Command } from 'commander';
import { explainError } from './exit.ts';

// What was compiled once need not be compiled again: a third of a short run's start.
enableCompileCache();

const { version } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as { version: string };

/** A verb that loads its own code when it is called. */
type Verb = (options: Record<string, unknown>, words: readonly string[]) => Promise<number>;

function build(): Command {
  const program = new Command('plimsoll')
    .description('Property-based conformance suite for Kubernetes workload controllers.')
    .version(version, '-V, --version')
    .showSuggestionAfterError()
    .showHelpAfterError('(see --help)')
    .exitOverride();

  verb(
    program
      .command('run [ids...]')
      .description('explore scenarios against a target, judge them, write a report')
      .option('-t, --target <target>', 'model, model@VERSION or kubeconfig[:PATH]', 'model')
      .option('--runs <n>', 'scenarios in all, spread over the controllers')
      .option('--budget <name>', 'quick, normal or deep', 'normal')
      .option('--seed <n>', 'seed of the whole run; random and printed when left out')
      .option('--workers <n>', 'worker threads on the model, scenarios at once on a cluster')
      .option('--out <dir>', 'where reports and counterexamples go', 'plimsoll-reports')
      .option('--format <list>', 'report formats: yaml, html, md, junit', 'yaml,html,md,junit')
      .option('--expectations <file>', 'known failures (default: plimsoll.expect.yaml, if there)')
      .option('--shrink-budget <duration>', 'time for shrinking on a cluster', '3m')
      .option('--confirm <n>', 'replays of a failure on a cluster before it counts', '2')
      .option('--timeout-scale <x>', 'scales every deadline, for slow clusters', '1')
      .option('--feature-gates <list>', 'gates of the model that differ from their defaults')
      .option('--fail-on <list>', 'what makes the exit code 2', 'flaky,inconclusive,vacuous')
      .option('--trace <dir>', 'save the trace of every scenario there, not only of failures')
      .option('--quiet', 'no progress, only the summary')
      .option('--no-color', 'plain text'),
    async (options, words) => (await import('./run.ts')).run(options, words),
  );
  verb(
    program
      .command('replay <files...>')
      .description('play saved scenarios again and judge them')
      .option('-t, --target <target>', 'model, model@VERSION or kubeconfig[:PATH]', 'model')
      .option('--feature-gates <list>', 'gates of the model that differ from their defaults')
      .option('--timeout-scale <x>', 'scales every deadline, for slow clusters', '1')
      .option('--expectations <file>', 'known failures (default: plimsoll.expect.yaml, if there)')
      .option('--trace <dir>', 'save the traces there')
      .option('--events', 'print every event')
      .option('--json', 'verdicts as JSON on stdout')
      .option('--no-color', 'plain text'),
    async (options, words) => (await import('./replay.ts')).replay(options, words),
  );
  verb(
    program
      .command('judge <traces...>')
      .description("judge recorded traces again with today's properties")
      .option('--json', 'verdicts as JSON on stdout')
      .option('--no-color', 'plain text'),
    async (options, words) => (await import('./judge.ts')).judgeTraces(options, words),
  );
  verb(
    program
      .command('demo')
      .description('break a promise on purpose: a failure to look at, without a cluster')
      .option('--mutant <id>', 'the mistake that the controller gets (see docs/mutants.md)')
      .option('--out <dir>', 'where the report goes', 'plimsoll-reports/demo')
      .option('--no-color', 'plain text'),
    async (options) => (await import('./demo.ts')).demo(options),
  );
  verb(
    program
      .command('compare <traces...>')
      .description('play the scenarios of recorded traces on the model: does it end alike?')
      .option('--at-least <percent>', 'exit with 1 where fewer agree', '95')
      .option('--json', 'as JSON on stdout')
      .option('--no-color', 'plain text'),
    async (options, words) => (await import('./compare.ts')).compare(options, words),
  );
  verb(
    program
      .command('list [ids...]')
      .description('requirements, the properties that judge them, the mutants that prove these')
      .option('--json', 'as JSON on stdout')
      .option('--write', 'write docs/requirements.md and docs/upstream-coverage.md'),
    async (options, words) => (await import('./list.ts')).list(options, words),
  );
  verb(
    program
      .command('explain <ids...>')
      .description('a requirement, property or mutant: its source, its judges, what is on record'),
    async (_, words) => (await import('./explain.ts')).explain(words),
  );
  verb(
    program
      .command('mutate [ids...]')
      .description('run the properties against seeded defects of the model: the kill table')
      .option('--runs <n>', 'scenarios per mutant at most', '2000')
      .option('--seed <n>', 'seed of the whole run', '1')
      .option('--workers <n>', 'worker threads')
      .option('--json', 'as JSON on stdout')
      .option('--write', 'write the table to docs/mutants.md'),
    async (options, words) => (await import('./mutate.ts')).mutate(options, words),
  );
  verb(
    program
      .command('claims [ids...]')
      .description('what people are told about these controllers, and what is to be seen of it')
      .option('-t, --target <target>', 'model, model@VERSION or kubeconfig[:PATH]', 'model')
      .option('--feature-gates <list>', 'gates of the model that differ from their defaults')
      .option('--timeout-scale <x>', 'scales every deadline, for slow clusters', '1')
      .option('--json', 'as JSON on stdout')
      .option('--write', 'write docs/claims.md'),
    async (options, words) => (await import('./claims.ts')).claims(options, words),
  );
  verb(
    program
      .command('clean')
      .description('remove from a cluster whatever a killed run left there, and nothing else')
      .option('-t, --target <target>', 'kubeconfig[:PATH]', 'kubeconfig')
      .option('--force', 'remove also what belongs to runs that are at work'),
    async (options) => (await import('./clean.ts')).clean(options),
  );
  return program;
}

function verb(command: Command, run: Verb): void {
  command.action(async (...args: unknown[]) => {
    const words = Array.isArray(args[0]) ? (args[0] as string[]) : [];
    process.exitCode = await run(command.opts(), words);
  });
}

async function main(): Promise<void> {
  try {
    const program = build();
    const { clusterCommand } = await import('./cluster.ts');
    clusterCommand(program);
    await program.parseAsync();
  } catch (error) {
    const { message, code } = explainError(error);
    if (message) process.stderr.write(`plimsoll: ${message}\n`);
    process.exitCode = code;
  }
}

await main();
