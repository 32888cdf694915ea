import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byAddress } from './address.ts';

test('addresses go by county as the post counts, then by themselves, house numbers by value', () => {
  const sorted = [
    '金門縣金湖鎮示範路1號',
    '高雄市前鎮區示範路2號',
    '100 台北市中正區示範路 10 號',
    '臺北市中正區示範路９號',
    'somewhere else',
    '新北市板橋區示範路1號',
  ]
    .map((address) => ({ address }))
    .toSorted(byAddress)
    .map(({ address }) => address);
  assert.deepEqual(sorted, [
    '臺北市中正區示範路９號',
    '100 台北市中正區示範路 10 號',
    '新北市板橋區示範路1號',
    '高雄市前鎮區示範路2號',
    '金門縣金湖鎮示範路1號',
    'somewhere else',
  ]);
});
