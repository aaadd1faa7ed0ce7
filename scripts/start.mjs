// `npm start`: installs, builds and runs EduMaster. It runs on the system's Node, which may be 20,
// and imports nothing that npm would have to install first.
import { build } from './launcher/build.mjs';
import { inCheckout } from './launcher/checkout.mjs';
import { install } from './launcher/install.mjs';
import { checkPlatform, findNode } from './launcher/node-version.mjs';
import { runServer } from './launcher/run-server.mjs';
import { refuseSecondStart } from './launcher/running-server.mjs';
import { reportFailure } from './launcher/step-failed.mjs';
import { withWorkLock } from './launcher/work-lock.mjs';

const usage = `Usage: npm start [-- <options of the server>]

Installs what is missing, builds what has changed, and starts EduMaster on one port.

  PORT                    port to listen on (3000)
  EDUMASTER_DATA_DIR      where the data lies (.data)
  EDUMASTER_DATABASE_URL  a Postgres server to use instead of the one that comes along

Stop it with Ctrl-C; a second Ctrl-C does not wait. "npm test" runs all checks.`;

const args = process.argv.slice(2);
if (args.includes('--help') || args.includes('-h')) console.log(usage);
else await start().catch(reportFailure);

async function start() {
  checkPlatform();
  await refuseSecondStart();
  await withWorkLock(async () => {
    await install();
    await build();
  });
  const main = inCheckout('apps/server/dist/main.js');
  process.exitCode = await runServer(findNode(), [main, ...args]);
}
