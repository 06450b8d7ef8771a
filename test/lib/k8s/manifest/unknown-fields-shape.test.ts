import fc from 'fast-check';
import { KubeService } from '../../../../lib/k8s/manifest/kinds';
import { holdsAll, misfits, recordShape } from '../../../../lib/k8s/manifest/unknown-fields-shape';

const given = { spec: { clusterIP: 'None', ports: [{ name: 'http', port: 80 }] } };

describe('what is in a result as it was given', () => {
  test.each([
    ['values, lists, fields', given, structuredClone(given)],
    ['fields that were not given', given, { ...given, kind: 'Service' }],
    ['nothing given', undefined, 'a'],
    ['a number or text', { port: { value: 80 }, name: { value: 'a' } }, { port: 80, name: 'a' }],
  ])('%s', (_, props, made) => {
    expect(holdsAll(made, props)).toBe(true);
  });

  test.each([
    ['a field that is gone', { a: 1, b: 2 }, { a: 1 }],
    ['a field of the prototype', { constructor: Object }, {}],
    ['a field by another name', { clusterIp: 'None' }, { clusterIP: 'None' }],
    ['another value', { a: 1 }, { a: 2 }],
    ['text that became fields', { a: 'text' }, { a: {} }],
    ['fields that became text', { a: { value: 1, other: 2 } }, { a: 1 }],
    ['fields that became nothing', { a: { value: undefined } }, {}],
    ['a list that became fields', { a: [1] }, { a: { 0: 1 } }],
    ['fields that became a list', { a: { 0: 1 } }, { a: [1] }],
    ['a place that is gone', { a: [1, 2] }, { a: [1] }],
    ['a field of a place', { a: [{ b: 1, c: 2 }] }, { a: [{ b: 1 }] }],
    ['null', { a: null }, { a: undefined }],
  ])('%s is not', (_, props, made) => {
    expect(holdsAll(made, props)).toBe(false);
  });

  test('is never what a kind would lose', () => {
    const { input } = recordShape((props) => KubeService.manifest(props));
    const names = ['metadata', 'name', 'labels', 'spec', 'clusterIp', 'clusterIP', 'type', 'odd'];
    const { props } = fc.letrec<{ props: object; value: unknown }>((tie) => ({
      props: fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 3 }),
      value: fc.oneof({ maxDepth: 3 }, fc.constantFrom('text', 80, true), tie('props')),
    }));
    fc.assert(
      fc.property(props, (one) => {
        const made = KubeService.manifest(one as never);
        if (holdsAll(made, one)) expect(misfits(input, one)).toEqual([]);
      }),
    );
  });
});
