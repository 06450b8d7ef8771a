import { imageFaults } from '../../../../../lib/k8s/workload/pod/image';

const digest = `sha256:${'0a'.repeat(32)}`;

test.each([
  `registry.example.com:5000/microshop/order-service@${digest}`,
  `redis:7.2.5@${digest}`,
  `redis:latest@${digest}`,
  'microshop/order-service:1.4.2',
  'nginx:1.27.3-alpine',
  'shop/orders:main-2f6c1e9',
  'shop/orders:latest-2024',
  'localhost:65535/orders:1',
  '111122223333.dkr.ecr.us-east-1.amazonaws.com/microshop/api_gateway:2f6c1e9',
])('%s is one image', (image) => {
  expect(imageFaults(image)).toEqual([]);
});

test.each([
  ['redis', 'neither tag nor digest'],
  ['localhost:5000/redis', 'neither tag nor digest'],
  ['redis:latest', 'tag moves'],
  ['redis:stable', 'tag moves'],
  ['redis:LATEST', 'tag moves'],
  ['redis:latest-alpine', 'tag moves'],
  ['redis:7-latest', 'tag moves'],
  ['registry.example.com:99999/redis:7', 'no image reference'],
  ['registry.example.com:0/redis:7', 'no image reference'],
  ['', 'no image reference'],
  ['Redis:7', 'no image reference'],
  ['redis:', 'no image reference'],
  ['redis@sha256:abc', 'no image reference'],
  ['https://registry/redis:7', 'no image reference'],
  ['redis:7 ', 'no image reference'],
])('%j: %s', (image, found) => {
  const faults = imageFaults(image);
  expect(faults).toHaveLength(1);
  expect(faults[0]?.error).toBe('image');
  expect(faults[0]?.found).toContain(found);
});
