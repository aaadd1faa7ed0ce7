import { runServer } from '../run-server.mjs';

/** A launcher of its own for tests that kill it: runs the given main file as the server. */
process.exitCode = await runServer(process.execPath, process.argv.slice(2));
