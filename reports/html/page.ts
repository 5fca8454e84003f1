/**
 * The report as one HTML file: it opens from disk, asks nothing of any network, can be read without
 * JavaScript, and lets nothing that came from a cluster become markup.
 */
import { createHash } from 'node:crypto';
import type { Trace } from '../../specs/trace.ts';
import { scenarioCounts, seconds } from '../markdown.ts';
import type { Report, ReportedVerdict } from '../report.ts';
import { basisOf, marks, pairsOf, resultSentence } from '../words.ts';
import type { FailedVerdict } from './failure.ts';
import { failureArticle } from './failure.ts';
import type { Markup } from './markup.ts';
import { html, raw } from './markup.ts';
import { requirementSection } from './requirements.ts';
import { script } from './script.ts';
import { style } from './style.ts';

/** The text of `report.html`. `traces` are those of failures, by property: they become pictures. */
export function reportHtml(report: Report, traces: ReadonlyMap<string, Trace>): string {
  const failures = report.verdicts.filter((each): each is FailedVerdict => 'violation' in each);
  // Of exactly what stands between the tags: a blank more, and no browser would run it.
  const digest = createHash('sha256').update(script).digest('base64');
  const policy =
    `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${digest}'; ` +
    "base-uri 'none'; form-action 'none'";
  const { markup } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${report.result}: Kubernetes ${report.target.kubernetesVersion}, Plimsoll</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <a class="skip" href="#main">To the failures</a>
        ${head(report)}
        <nav aria-label="Parts of the report">
          <div>
            <a href="#main">Failures</a><a href="#requirements">Requirements</a
            ><a href="#undecided">Not judged</a> <a href="#reach">Reach</a
            ><a href="#properties">Properties</a><a href="#again">Reproduce</a>
          </div>
        </nav>
        <main id="main">
          ${failureSection(failures, traces)} ${requirementSection(report)}
          ${undecidedSection(report)} ${reachSection(report)} ${propertySection(report)}
          ${againSection(report)}
          <footer>Plimsoll ${report.metadata.suite.version} · ${report.metadata.createdAt}</footer>
        </main>
        ${raw(`<script>${script}</script>`)}
      </body>
    </html> `;
  return markup;
}

function head(report: Report): Markup {
  const { target, run, verdicts } = report;
  const counts = [...Map.groupBy(verdicts, ({ status }) => status)].toSorted(
    ([one], [other]) => order.indexOf(one) - order.indexOf(other),
  );
  return html`<header>
    <div>
      <p><span class="badge ${report.result}">${report.result}</span></p>
      <h1>${resultSentence(report)}</h1>
      <p class="note">
        ${target.adapter}, Kubernetes ${target.kubernetesVersion} · ${scenarioCounts(run.scenarios)}
        · ${run.commands.toLocaleString('en-US')} commands · ${run.events.toLocaleString('en-US')}
        events · ${seconds(run.durationMs)} · seed
        ${run.seed}${run.interrupted ? ' · interrupted' : ''}
      </p>
      <ul class="chips" aria-label="Properties by verdict">
        ${counts.map(
          ([status, own]) => html`<li class="${status}"><b>${own.length}</b>${status}</li>`,
        )}
      </ul>
    </div>
  </header>`;
}

const order = Object.keys(marks);

function failureSection(
  failures: readonly FailedVerdict[],
  traces: ReadonlyMap<string, Trace>,
): Markup {
  const isNew = failures.filter(({ status }) => status !== 'known');
  const known = failures.filter(({ status }) => status === 'known');
  const articles = (own: readonly FailedVerdict[]) =>
    own.map((verdict) => failureArticle(verdict, traces.get(verdict.property)));
  return html`<section>
    <h2>Broken promises</h2>
    ${isNew.length === 0 && html`<p>${known.length > 0 ? 'None but the known.' : 'None.'}</p>`}
    ${articles(isNew)}
    ${
      known.length > 0 &&
      html`<details>
        <summary>${known.length} known to fail</summary>
        ${articles(known)}
      </details>`
    }
  </section>`;
}

/** Whatever was not judged, with who decided so and why: a gap must not look like a pass. */
function undecidedSection({ verdicts, requirements, notModelled }: Report): Markup {
  const open = verdicts.filter((each) =>
    ['inconclusive', 'vacuous', 'unsupported', 'skipped', 'error'].includes(each.status),
  );
  const untested = requirements.filter(({ verdict }) => verdict === 'untested');
  return html`<section id="undecided">
    <h2>Not judged, and why</h2>
    ${open.length + untested.length === 0 && html`<p>Everything that was selected was judged.</p>`}
    ${
      open.length > 0 &&
      html`<div class="wide" tabindex="0">
        <table>
          <thead>
            <tr>
              <th>verdict</th>
              <th>property</th>
              <th>why</th>
            </tr>
          </thead>
          <tbody>
            ${open.map(
              (each) =>
                html`<tr>
                  <td class="id ${each.status}">${marks[each.status]} ${each.status}</td>
                  <td>${each.title}</td>
                  <td>${basisOf(each)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`
    }
    ${
      untested.length > 0 &&
      html`<h3>No property judges</h3>
        <ul>
          ${untested.map(({ id, reason }) => html`<li><b>${id}</b>: ${reason}</li>`)}
        </ul>`
    }
    ${
      notModelled.length > 0 &&
      html`<details>
        <summary>What the model leaves out</summary>
        <ul>
          ${notModelled.map((line) => html`<li>${line}</li>`)}
        </ul>
      </details>`
    }
  </section>`;
}

function reachSection({ run }: Report): Markup {
  const missing = Object.entries(run.pairs ?? {}).filter(([, { missing: own }]) => own.length > 0);
  return html`<section id="reach">
    <h2>What the scenarios reached</h2>
    <p>
      ${scenarioCounts(run.scenarios)}.
      ${run.pairs && html`Features, commands and faults that met in one: ${pairsOf(run)}.`}
    </p>
    ${missing.map(
      ([kind, { missing: own }]) =>
        html`<details>
          <summary>${own.length} pairs of a ${kind} that never met</summary>
          <ul>
            ${own.map((pair) => html`<li>${pair}</li>`)}
          </ul>
        </details>`,
    )}
  </section>`;
}

function propertySection({ verdicts }: Report): Markup {
  const groups = [...Map.groupBy(verdicts, ({ property }) => property.split('/')[0] ?? '')];
  return html`<section id="properties">
    <h2>Properties</h2>
    ${groups.map(
      ([group, own]) =>
        html`<details>
          <summary>${group}: ${own.length}</summary>
          <div class="wide" tabindex="0">
            <table>
              <thead>
                <tr>
                  <th>verdict</th>
                  <th>promise</th>
                  <th>requirements</th>
                  <th>rests on</th>
                </tr>
              </thead>
              <tbody>
                ${own.map(propertyRow)}
              </tbody>
            </table>
          </div>
        </details>`,
    )}
  </section>`;
}

function propertyRow(verdict: ReportedVerdict): Markup {
  const { status, title, requirements } = verdict;
  return html`<tr>
    <td class="id ${status}">${marks[status]} ${status}</td>
    <td>${title}</td>
    <td class="mono">${requirements.join(' ')}</td>
    <td>${basisOf(verdict)}</td>
  </tr>`;
}

function againSection({ run, target }: Report): Markup {
  const gates = target.featureGates.join(', ') || 'none';
  return html`<section id="again">
    <h2>How to get this report again</h2>
    <pre tabindex="0">${run.command}</pre>
    <dl>
      <dt>Feature gates</dt>
      <dd>${gates}</dd>
      <dt>Guarantees of the target</dt>
      <dd>${target.guarantees.join(', ') || 'none'}</dd>
      <dt>Caches may lag</dt>
      <dd>${seconds(target.stalenessMs)}</dd>
      <dt>Budget</dt>
      <dd>${run.budget}</dd>
      ${
        run.selection.length > 0 &&
        html`<dt>Only</dt>
          <dd>${run.selection.join(' ')}</dd>`
      }
    </dl>
  </section>`;
}
