/** The report as YAML, for machines and for archives. */
import { stringify } from 'yaml';
import type { Report } from './report.ts';

/** The text of `report.yaml`. */
export function reportYaml(report: Report): string {
  return stringify(report, { lineWidth: 100, aliasDuplicateObjects: false });
}
