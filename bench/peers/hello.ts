// The least that an HTTP server in Node can do.
import { createServer } from 'node:http';

const [port = ''] = process.argv.slice(2);
createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'text/plain', 'content-length': 5 });
  response.end('hello');
}).listen(Number(port), '127.0.0.1');
