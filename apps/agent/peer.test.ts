import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { test } from 'node:test';
import { findUser, isAdmitted, peerUser } from './peer.ts';

const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:EEF2 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1 1 0 100 0 0 10 0
   1: 0100007F:9C40 0100007F:EEF2 01 00000000:00000000 00:00000000 00000000  1001        0 2 1 0 20 4 30 10 -1
   2: 0100007F:EEF2 0100007F:9C40 01 00000000:00000000 00:00000000 00000000  1000        0 3 1 0 20 4 30 10 -1
`;

test('the owner of the other end is found, not our own', () => {
  assert.equal(findUser(table, { from: 0x9c40, to: 0xeef2 }), 1001);
  assert.equal(findUser(table, { from: 0xeef2, to: 0x9c40 }), 1000);
  assert.equal(findUser(table, { from: 0x9c41, to: 0xeef2 }), null);
});

test('its own user, root and whom the system does not name are served; another user is not', () => {
  const own = process.getuid?.() ?? 0;
  for (const user of [own, 0, null]) assert.equal(isAdmitted(user), true);
  assert.equal(isAdmitted(own + 1), false);
});

test('the system names the user of a connection', {
  skip: process.platform !== 'linux' && 'Linux alone',
}, async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const client = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1');
  const [socket] = await once(server, 'connection');
  assert.equal(peerUser(socket), process.getuid?.());
  client.destroy();
  socket.destroy();
  server.close();
});
