import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** node:http at its plainest: whatever is asked, the same octets. */
const answer = Buffer.alloc(Number(process.argv[2] ?? '1000'), 0x30);
const headers = { 'content-type': 'application/ocsp-response', 'content-length': answer.length };
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    response.writeHead(200, headers);
    response.end(answer);
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ port: (server.address() as AddressInfo).port })); // it listens on TCP
});
