/** The requirements and what became of them, as a part of the page. */
import type { Report, RequirementVerdict } from '../report.ts';
import { marks } from '../words.ts';
import { anchorOf } from './failure.ts';
import type { Markup } from './markup.ts';
import { html } from './markup.ts';

/** Profiles, a filter, and a row for each requirement that leads to its failure. */
export function requirementSection({ requirements, profiles, verdicts }: Report): Markup {
  const failed = new Set(verdicts.flatMap((each) => ('violation' in each ? each.property : [])));
  return html`<section id="requirements">
    <h2>Requirements</h2>
    <div class="wide" tabindex="0">
      <table>
        <thead>
          <tr>
            <th>profile</th>
            <th>MUST</th>
            <th>SHOULD</th>
          </tr>
        </thead>
        <tbody>
          ${profiles.map(
            ({ name, core, extended }) =>
              html`<tr>
                <td>${name}</td>
                <td class="${core.result}">${core.result} ${tally(core.statistics)}</td>
                <td class="${extended.result}">${extended.result} ${tally(extended.statistics)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="needs-script">
      <label for="filter"
        >Filter (<code>verdict:failed</code>, <code>level:MUST</code>, words)</label
      ><br />
      <input type="search" id="filter" autocomplete="off" />
      <span class="note" id="filtered" role="status"></span>
    </p>
    <div class="wide" tabindex="0">
      <table class="matrix">
        <thead>
          <tr>
            <th>requirement</th>
            <th>level</th>
            <th>verdict</th>
            <th>says</th>
          </tr>
        </thead>
        <tbody>
          ${requirements.map((each) => requirementRow(each, failed))}
        </tbody>
      </table>
    </div>
  </section>`;
}

function tally(statistics: Readonly<Record<string, number>>): string {
  const parts = Object.entries(statistics).filter(([, count]) => count > 0);
  return parts.length === 0
    ? ''
    : `(${parts.map(([name, count]) => `${count} ${name}`).join(', ')})`;
}

function requirementRow(each: RequirementVerdict, failed: ReadonlySet<string>): Markup {
  const { id, level, verdict, says, reason, properties } = each;
  const mark = verdict === 'untested' ? '·' : marks[verdict];
  const failure = properties.find((property) => failed.has(property));
  const words = html`${mark} ${verdict}`;
  return html`<tr data-verdict="${verdict}" data-level="${level}">
    <td class="id mono">${id}</td>
    <td>${level}</td>
    <td class="id ${verdict}">
      ${failure === undefined ? words : html`<a href="#${anchorOf(failure)}">${words}</a>`}
    </td>
    <td class="says">
      ${says}${reason !== undefined && html`<br /><span class="note">${reason}</span>`}
    </td>
  </tr>`;
}
