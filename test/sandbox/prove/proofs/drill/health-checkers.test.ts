import { rethought } from '../../../../../sandbox/prove/proofs/drill/health-checkers';

describe('what health checkers think', () => {
  const healthy = { healthy: true, against: 0 };

  it('changes after as many bad answers in a row as the threshold says, and back alike', () => {
    const twice = rethought(rethought(healthy, false, 3), false, 3);
    expect(twice).toEqual({ healthy: true, against: 2 });
    const out = rethought(twice, false, 3);
    expect(out).toEqual({ healthy: false, against: 0 });
    expect(rethought(rethought(rethought(out, true, 3), true, 3), true, 3)).toEqual(healthy);
  });

  it('begins to count again after one that agrees', () => {
    expect(rethought(rethought(rethought(healthy, false, 3), true, 3), false, 3)).toEqual({
      healthy: true,
      against: 1,
    });
  });

  it('changes at once with a threshold of 1', () => {
    expect(rethought(healthy, false, 1)).toEqual({ healthy: false, against: 0 });
  });
});
