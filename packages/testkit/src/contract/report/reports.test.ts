import { describe, expect, it } from 'vitest';

import type { CheckResult, ContractReport } from '../contract-report.ts';
import { reportJson } from './report-json.ts';
import { reportJunit } from './report-junit.ts';
import { reportMarkdown } from './report-markdown.ts';
import { reportTap } from './report-tap.ts';
import { reportText } from './report-text.ts';

const result = (given: Partial<CheckResult> & Pick<CheckResult, 'id' | 'status'>): CheckResult => ({
  title: `does ${given.id}`,
  severity: 'money',
  line: 'memory',
  elapsedMs: 4,
  why: 'the retry pays again',
  fix: 'let the error escape',
  ...given,
});

const mixed: ContractReport = {
  name: 'acme',
  contract: '1.0',
  dialect: 'own',
  seed: '7d1e',
  elapsedMs: 1_900,
  results: [
    result({ id: 'A01', status: 'passed' }),
    result({ id: 'B05', status: 'failed', saw: '2 submits <b> & "more" | # here' }),
    result({ id: 'C07', status: 'expected', reason: 'no refund signal' }),
    result({ id: 'F03', status: 'failed', saw: 'hangs', severity: 'hang', line: 'sockets' }),
    result({ id: 'H01', status: 'unexpected-pass', reason: 'long ago', severity: 'comfort' }),
    result({ id: 'H04', status: 'skipped', reason: '"readCallback" is not declared' }),
  ],
  problems: [
    { kind: 'capability-unchecked', message: '"balance" is declared, and nothing checked it' },
  ],
  notes: ['pollMany seems to work'],
  isConformant: false,
};

const green: ContractReport = {
  ...mixed,
  results: [result({ id: 'A01', status: 'passed' })],
  problems: [],
  notes: [],
  isConformant: true,
};

describe('reportText', () => {
  it('tells totals, what was seen, why it matters, what to do and how to repeat it', () => {
    const text = reportText(mixed);
    expect(text).toContain('acme · contract 1.0 · dialect own · seed 7d1e · 1.9 s');
    expect(text).toContain('A declaration 1/1   B submit 0/1   C poll and result 0/1');
    expect(text).toContain('H optional members 0/1 (1 skipped)');
    expect(text).toContain('✗ B05  does B05   severity: MONEY');
    expect(text).toContain('why it matters: the retry pays again');
    expect(text).toContain('saw:    2 submits <b> & "more" | # here');
    expect(text).toContain('fix:    let the error escape');
    expect(text).toContain("replay: checkProvider({ …, only: ['B05'], seed: '7d1e' })");
    expect(text).toContain("only: ['F03'], seed: '7d1e', real: true");
    expect(text).toContain('unexpected pass: it was expected to fail (long ago)');
    expect(text).toContain('– H04  skipped: "readCallback" is not declared');
    expect(text).toContain('~ C07  expected to fail: does C07 (no refund signal)');
    expect(text).toContain('! pollMany seems to work');
    expect(text).toContain(
      'Verdict: NOT CONFORMANT (1 money, 1 hang, 1 comfort, 1 not of a check) · badge: contract-1.0 ✗',
    );
  });

  it('says so when all is well', () => {
    expect(reportText(green)).toContain('Verdict: CONFORMANT · badge: contract-1.0 ✓');
  });
});

describe('reportJson', () => {
  it('is the report itself', () => {
    expect(JSON.parse(reportJson(mixed))).toEqual(mixed);
  });
});

describe('reportTap', () => {
  it('numbers every check, and escapes what would be a directive', () => {
    const lines = reportTap(mixed).split('\n');
    expect(lines.slice(0, 2)).toEqual(['TAP version 14', '1..7']);
    expect(lines).toContain('ok 1 - A01 does A01');
    expect(lines).toContain('not ok 2 - B05 does B05');
    expect(lines).toContain('  saw: "2 submits <b> & \\"more\\" | # here"');
    expect(lines).toContain('not ok 3 - C07 does C07 # TODO no refund signal');
    expect(lines).toContain('ok 6 - H04 does H04 # SKIP "readCallback" is not declared');
    expect(lines).toContain(
      'not ok 7 - capability-unchecked: "balance" is declared, and nothing checked it',
    );
  });
});

describe('reportJunit', () => {
  it('is XML with a suite for each group', () => {
    const xml = reportJunit(mixed);
    expect(xml).toContain('<testsuite name="B submit" tests="1" failures="1" skipped="0">');
    expect(xml).toContain(
      '<failure type="money" message="2 submits &lt;b&gt; &amp; &quot;more&quot; | # here">',
    );
    expect(xml).toContain('<skipped message="expected to fail: no refund signal"/>');
    expect(xml).toContain(
      '<error message="&quot;balance&quot; is declared, and nothing checked it"/>',
    );
    expect(xml).toContain('name="F03 does F03 (over sockets)"');
    expect(xml.match(/<testcase /g)).toHaveLength(7);
    expect(xml.match(/<testcase [^>]*[^/]>/g)).toHaveLength(
      xml.match(/<\/testcase>/g)?.length ?? 0,
    );
  });
});

describe('reportMarkdown', () => {
  it('has a table of groups and a list of what is not right', () => {
    const text = reportMarkdown(mixed);
    expect(text).toContain('| B submit | 0/1 | 0 |');
    expect(text).toContain(
      String.raw`- **B05** (money) does B05: 2 submits &lt;b> & "more" \| # here.`,
    );
    expect(text).toContain('### Expected to fail');
    expect(reportMarkdown(green)).not.toContain('### Not right');
  });
});
