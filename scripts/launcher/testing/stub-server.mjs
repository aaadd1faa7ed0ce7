import { appendFileSync } from 'node:fs';

/** Stands for the server: writes each signal down and ends 300 ms after the first, if it wants to. */
const [journal, status] = process.argv.slice(2);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    appendFileSync(journal, `${signal}\n`);
    if (status === 'never') return;
    setTimeout(() => {
      appendFileSync(journal, 'ended\n');
      process.exit(Number(status));
    }, 300);
  });
}
appendFileSync(journal, `pid ${process.pid}\n`);
setInterval(() => {}, 1000);
