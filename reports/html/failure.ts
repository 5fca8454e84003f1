/** One failing property as a part of the page: promise, numbers, pictures, proof. */
import type { Violation } from '../../properties/verdict.ts';
import { writeScenario } from '../../specs/scenario-file.ts';
import type { Trace, TraceEvent } from '../../specs/trace.ts';
import type { ReportedVerdict } from '../report.ts';
import { wordsOf } from '../timeline.ts';
import { witnessOf } from '../witness.ts';
import { changesAt } from './changes.ts';
import type { Markup } from './markup.ts';
import { html } from './markup.ts';
import { nameOf } from './lives.ts';
import { levelChart, swimLanes } from './pictures.ts';

/** A verdict that has a violation. */
export type FailedVerdict = Extract<ReportedVerdict, { violation: Violation }>;

/** The anchor of a failure: `replay` and the table lead to it. */
export function anchorOf(property: string): string {
  return `failure-${property.replaceAll(/[^a-z0-9]+/gi, '-')}`;
}

/** Without its trace a failure is told without pictures and proof. */
export function failureArticle(verdict: FailedVerdict, trace: Trace | undefined): Markup {
  const { violation, replay, status, title, scenarioFile } = verdict;
  const steps = replay.scenario.steps.length;
  const original = replay.original && html`, shrunk from ${replay.original.steps.length}`;
  return html`<article id="${anchorOf(verdict.property)}" class="is-${status}">
    <h3><span class="badge ${status}">${status}</span> ${title}</h3>
    <p class="note">${verdict.requirements.join(', ')} · ${verdict.property}</p>
    <dl class="versus">
      <dt>Expected</dt>
      <dd>${violation.expected}</dd>
      <dt>Observed</dt>
      <dd>${violation.observed}</dd>
      ${
        violation.message !== title &&
        html`<dt>In short</dt>
          <dd>${violation.message}</dd>`
      }
      ${
        replay.rate &&
        html`<dt>Confirmed</dt>
          <dd>${replay.rate.failed} of ${replay.rate.of} replays</dd>`
      }
      ${
        verdict.reason !== undefined &&
        html`<dt>Known</dt>
          <dd>${linked(verdict.reason)}</dd>`
      }
    </dl>
    ${trace && pictures(trace, violation)}
    <h4>
      The smallest scenario (${steps} ${steps === 1 ? 'step' : 'steps'}${original}, seed
      ${replay.seed})
    </h4>
    <pre tabindex="0">${writeScenario(replay.scenario).trimEnd()}</pre>
    ${
      scenarioFile !== undefined &&
      html`<h4>Play it again</h4>
        <pre tabindex="0">npm run -s plimsoll -- replay ${scenarioFile}</pre>`
    }
  </article>`;
}

function pictures(trace: Trace, violation: Violation): Markup {
  const broken = trace.events.find(({ seq }) => seq === violation.at);
  const marks = broken ? [broken.at] : [];
  return html`<h4>What happened</h4>
    ${swimLanes(trace, marks)}${levelChart(trace, marks)}
    <h4>The proof</h4>
    ${witness(trace, violation)}`;
}

/** The events that prove it, and the commands and faults that led there. */
function witness(trace: Trace, violation: Violation): Markup {
  const { told: shown, decides } = witnessOf(violation, trace);
  return html`<div class="wide" tabindex="0">
      <table>
        <thead>
          <tr>
            <th>#</th>
            <th>time</th>
            <th>who</th>
            <th>what</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map((event) => eventRow(trace, event, decides(event)))}
        </tbody>
      </table>
    </div>
    <p class="note">${shown.length} of ${trace.events.length} events; the shaded ones decide.</p>`;
}

function eventRow(trace: Trace, event: TraceEvent, isProof: boolean): Markup {
  const { who, what } = told(trace, event);
  const changes = isProof && event.event === 'change' ? changesAt(trace, event) : [];
  return html`<tr class="${isProof ? 'proof' : ''}">
    <td>${event.seq}</td>
    <td class="mono">+${(event.at / 1000).toFixed(2)} s</td>
    <td>${who}</td>
    <td>
      ${what}
      ${
        changes.length > 0 &&
        html`<details>
          <summary>${changes.length} ${changes.length === 1 ? 'field' : 'fields'}</summary>
          <div class="wide" tabindex="0">
            <table>
              <thead>
                <tr>
                  <th>path</th>
                  <th>before</th>
                  <th>after</th>
                </tr>
              </thead>
              <tbody>
                ${changes.map(
                  ({ path, before, after }) =>
                    html`<tr>
                      <td class="mono">${path}</td>
                      <td><code>${before ?? '–'}</code></td>
                      <td><code>${after ?? '–'}</code></td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>
        </details>`
      }
    </td>
  </tr>`;
}

/** Commands and faults by what they do, not by their number. */
function told(trace: Trace, event: TraceEvent): ReturnType<typeof wordsOf> {
  const words = wordsOf(event);
  if (event.event !== 'command' && event.event !== 'fault') return words;
  const step = trace.header.scenario.steps[event.step];
  return step === undefined ? words : { ...words, what: `${nameOf(step)}: ${words.what}` };
}

/** A reason of ours ends in a link; nothing else of it becomes one. */
function linked(reason: string): Markup {
  const [, before = reason, link] = /^(.*?)(https:\/\/\S+)$/s.exec(reason) ?? [];
  return link === undefined ? html`${reason}` : html`${before}<a href="${link}">${link}</a>`;
}
