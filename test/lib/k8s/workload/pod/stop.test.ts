import { planStop } from '../../../../../lib/k8s/workload/pod/stop';

test('the grace period adds up', () => {
  expect(planStop()).toEqual({ preStopSeconds: 0, gracePeriodSeconds: 20, faults: [] });
  expect(planStop({}, 10)).toEqual({ preStopSeconds: 10, gracePeriodSeconds: 30, faults: [] });
  expect(planStop({ preStopSeconds: 5, drainSeconds: 60 }, 10)).toMatchObject({
    gracePeriodSeconds: 65,
    faults: [],
  });
  expect(planStop({ gracePeriodSeconds: 90 }, 10)).toMatchObject({ gracePeriodSeconds: 90, faults: [] });
});

test.each([
  [{ gracePeriodSeconds: 29 }, '29 s, with 10 s before SIGTERM and 20 s after it, 30 s in all'],
  [{ preStopSeconds: -1 }, '-1'],
  [{ preStopSeconds: 1.5, gracePeriodSeconds: 30 }, '1.5'],
  [{ drainSeconds: 0 }, '0'],
  [{ gracePeriodSeconds: 0 }, '0'],
])('%j', (stop, found) => {
  expect(planStop(stop, 10).faults).toMatchObject([{ error: 'grace-period', found }]);
});
