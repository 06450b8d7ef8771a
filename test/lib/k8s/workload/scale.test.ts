import { budgetFaults, budgetOf, rangeOf, scaleFaults } from '../../../../lib/k8s/workload/scale';

test('ranges', () => {
  expect(rangeOf({ replicas: 3 })).toEqual({ min: 3, max: 3, fixed: 3 });
  expect(rangeOf({ min: 2, max: 5, cpuPercent: 70 })).toEqual({ min: 2, max: 5, fixed: undefined });
});

test('replica counts', () => {
  expect(scaleFaults({ replicas: 0 })).toEqual([]);
  expect(scaleFaults({ replicas: -1 })).toMatchObject([{ error: 'replicas' }]);
  expect(scaleFaults({ min: 9, max: 1, cpuPercent: 0 })).toEqual([]);
});

test('a budget from two replicas on', () => {
  expect(budgetOf(undefined, 1)).toBeUndefined();
  expect(budgetOf(undefined, 2)).toEqual({ maxUnavailable: 1 });
  expect(budgetOf('none', 2)).toBeUndefined();
  expect(budgetOf({ minAvailable: 1 }, 3)).toEqual({ minAvailable: 1 });
});

test.each([
  [{ minAvailable: 2 }, 2, '2 of 2 replicas must stay, so 0 may go'],
  [{ minAvailable: 3 }, 2, '3 of 2 replicas must stay, so 0 may go'],
  [{ minAvailable: 0 }, 2, '0'],
  [{ maxUnavailable: 0 }, 2, '0'],
])('%j of %s blocks', (disruption, min, found) => {
  expect(budgetFaults(disruption, min)).toMatchObject([{ error: 'disruption-blocks', found }]);
});

test('a budget with both figures', () => {
  expect(budgetFaults({ maxUnavailable: 1, minAvailable: 1 }, 2)).toMatchObject([
    { error: 'disruption-both', at: 'disruption' },
  ]);
});

test('budgets that let one go', () => {
  expect(budgetFaults({ minAvailable: 1 }, 2)).toEqual([]);
  expect(budgetFaults({ maxUnavailable: 2 }, 2)).toEqual([]);
  expect(budgetFaults('none', 2)).toEqual([]);
  expect(budgetFaults(undefined, 0)).toEqual([]);
});
