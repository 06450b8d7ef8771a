import { ApiObject, App, Chart, type IResolver, JsonPatch, Lazy } from 'cdk8s';
import fc from 'fast-check';
import { IntOrString, KubeService } from '../../../../lib/k8s/manifest/kinds';
import { objectJson } from '../../../../lib/k8s/manifest/object-json';

const props = { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'thing' } };

function object(more: object, resolvers: IResolver[] = []): ApiObject {
  const chart = new Chart(new App({ resolvers }), 'chart', { namespace: 'shop', labels: { app: 'shop' } });
  return new ApiObject(chart, 'thing', { ...props, ...more });
}

/** As cdk8s makes it, with the order of its keys. */
const byCdk8s = (one: ApiObject) => JSON.stringify(ApiObject.prototype.toJson.call(one));
const ours = (one: ApiObject) => JSON.stringify(objectJson(one));

describe('an object as JSON is what cdk8s makes of it', () => {
  test.each<[string, object]>([
    ['fields without a value', { spec: { b: undefined, a: null, list: [null, 1], empty: {}, none: [] } }],
    [
      'a value that is known late',
      { spec: Lazy.any({ produce: () => ({ z: [Lazy.any({ produce: () => 1 })], a: 2 }) }) },
    ],
    ['a token', { spec: { size: { resolve: () => ({ resolve: () => 'small' }) } } }],
    [
      'a number or text',
      { spec: { port: IntOrString.fromNumber(8080), name: IntOrString.fromString('http') } },
    ],
    ['keys beside the spec', { data: { b: '1', a: '2' }, aardvark: true }],
  ])('%s', (_, more) => {
    expect(ours(object(more))).toBe(byCdk8s(object(more)));
  });

  test('any plain content', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.jsonValue({ noUnicodeString: false })),
        (spec) => {
          const safe = JSON.parse(JSON.stringify(spec).replaceAll('"__proto__"', '"proto"')) as object;
          expect(ours(object({ spec: safe }))).toBe(byCdk8s(object({ spec: safe })));
        },
      ),
    );
  });

  test('a typed kind, before it drops what it does not know', () => {
    const chart = new Chart(new App(), 'chart');
    const service = new KubeService(chart, 'service', {
      metadata: { name: 'users', annotations: {} },
      spec: { ports: [{ port: 80, targetPort: IntOrString.fromString('http') }] },
    });
    expect(ours(service)).toBe(byCdk8s(service));
    expect(objectJson(service)).toMatchObject({ spec: { ports: [{ targetPort: { value: 'http' } }] } });
  });

  test('JSON patches, and resolvers of the app', () => {
    const patched = object({ spec: { a: 1 } });
    patched.addJsonPatch(JsonPatch.replace('/spec/a', 2));
    expect(objectJson(patched)).toMatchObject({ spec: { a: 2 } });
    const shout: IResolver = {
      resolve: (context) => {
        if (context.value === 'quiet') context.replaceValue('LOUD');
      },
    };
    expect(objectJson(object({ spec: { a: 'quiet' } }, [shout]))).toMatchObject({ spec: { a: 'LOUD' } });
  });

  test('an error for what JSON does not have', () => {
    const dated = object({ spec: { day: new Date(0) } });
    expect(() => objectJson(dated)).toThrow("can't render non-simple object of type 'Date'");
    expect(() => byCdk8s(dated)).toThrow("can't render non-simple object of type 'Date'");
  });
});
