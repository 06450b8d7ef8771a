import { readApprovals } from '../../../../lib/review/plan';

const approval = {
  stack: 'prod-us-east-1-data',
  address: 'aws_db_instance.database',
  action: 'delete',
  reason: 'the old primary, after the way back',
  until: '2026-11-21',
};
const read = (...approvals: unknown[]) =>
  readApprovals({ approvals }, 'approvals.yaml', new Date('2026-11-21T23:59:59Z'));

describe('readApprovals', () => {
  test('an approval counts to the end of its last day, in UTC', () => {
    expect(read(approval)).toEqual({ approvals: [approval], problems: [] });
  });

  test('one whose last day is over is an error, and approves nothing', () => {
    const { approvals, problems } = read({ ...approval, until: '2026-11-20' });
    expect(approvals).toEqual([]);
    expect(problems).toMatchObject([
      { code: 'plan/approval-expired', path: 'approvals.yaml.approvals.0', severity: 'error' },
    ]);
  });

  test('an empty file approves nothing', () => {
    for (const empty of [null, undefined, { approvals: [] }]) {
      expect(readApprovals(empty, 'approvals.yaml', new Date())).toEqual({ approvals: [], problems: [] });
    }
  });

  test.each([[[]], ['text'], [{ approvals: 'all' }], [{}]])('%j is no file of approvals', (data) => {
    expect(readApprovals(data, 'approvals.yaml', new Date()).problems).toMatchObject([
      { code: 'plan/approval', path: 'approvals.yaml' },
    ]);
  });

  test.each([
    ['aws_db_instance.database', 'which is no approval'],
    [{ ...approval, who: 'me' }, 'the key "who"'],
    [{ ...approval, stack: undefined }, 'no text for stack'],
    [{ ...approval, reason: ' ' }, 'no text for reason'],
    [{ ...approval, until: 20261121 }, 'no text for until'],
    [{ ...approval, action: 'everything' }, 'action: everything'],
    [{ ...approval, until: 'tomorrow' }, 'until: tomorrow'],
    [{ ...approval, until: '2026-02-30' }, 'until: 2026-02-30'],
    [{ ...approval, until: '2026-13-01' }, 'until: 2026-13-01'],
  ])('%j is none', (entry, found) => {
    const { approvals, problems } = read(approval, entry);
    expect(approvals).toEqual([approval]);
    expect(problems).toMatchObject([{ code: 'plan/approval', path: 'approvals.yaml.approvals.1' }]);
    expect(problems[0]?.found).toContain(found);
  });
});
