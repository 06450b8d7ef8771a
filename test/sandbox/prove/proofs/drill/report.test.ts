import type { DrillReport } from '../../../../../lib/drill';
import { reportFaults, reportShown } from '../../../../../sandbox/prove/proofs/drill/report';

const step = (id: string, status: DrillReport['steps'][number]['status'], seconds = 1) => ({
  ...{ id, title: id, status, seconds, began: '2026-11-21T10:00:00.000Z', attempts: 1 },
  checks: [{ what: 'it came about', passed: status === 'done', found: 'it' }],
});

const promise = (kind: 'rto' | 'database' | 'volumes', measured: number | undefined) => ({
  ...{ kind, measured, promised: 900, computed: 600, note: 'a note' },
  ...{
    notDrilled: [{ name: 'dns', seconds: 60 }],
    kept: measured === undefined ? undefined : measured < 900,
  },
});

const good: DrillReport = {
  environment: 'prod',
  primary: 'us-east-1',
  standby: 'us-west-2',
  promoted: true,
  began: '2026-11-21T10:00:00.000Z',
  ended: '2026-11-21T11:00:00.000Z',
  resumed: ['2026-11-21T10:30:00.000Z'],
  verdict: 'passed',
  reasons: [],
  promises: [promise('rto', 12.3), promise('database', 1), promise('volumes', undefined)],
  steps: [step('fail', 'done'), step('return', 'skipped')],
  notes: {},
  later: [],
};

describe('the report of a drill in the sandbox', () => {
  it('is shown by its figures', () => {
    expect(reportFaults(good)).toEqual([]);
    expect(reportShown(good)).toBe(
      'passed, 1 steps, 1 of 2 checks; rto 12s and 1m not drilled of 15m; rpo database 1s and 1m not drilled of 15m',
    );
  });

  it.each<[string, Partial<DrillReport>]>([
    ['the drill failed', { verdict: 'failed' }],
    ['a reason', { reasons: ['a reason'] }],
    ['fail was failed', { steps: [step('fail', 'failed')] }],
    ['fail was skipped', { steps: [step('fail', 'skipped')] }],
    ['rto is not kept', { promises: [promise('rto', 1000)] }],
    ['rto is not kept, or not measured', { promises: [promise('rto', undefined)] }],
    ['volumes is not kept', { promises: [promise('volumes', 1000)] }],
    ['not promoted', { promoted: false }],
    ['0 times', { resumed: [] }],
  ])('has faults: %s', (fault, change) => {
    expect(reportFaults({ ...good, ...change }).join('\n')).toContain(fault);
  });
});
