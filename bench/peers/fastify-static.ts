// A server that sends the files of a folder as most do: fastify with @fastify/static.
import fastifyStatic from '@fastify/static';
import { fastify } from 'fastify';

const [folder = '', port = ''] = process.argv.slice(2);
const app = fastify();
await app.register(fastifyStatic, { root: folder, prefix: '/v/' });
await app.listen({ host: '127.0.0.1', port: Number(port) });
