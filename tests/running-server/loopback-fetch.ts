import { Agent, fetch as send } from 'undici';

/** Browsers find `*.localhost` on loopback by themselves; Node asks a name server in vain. */
const loopback = new Agent({
  connect: {
    lookup: (_host, options, done) => {
      if (options.all) done(null, [{ address: '127.0.0.1', family: 4 }]);
      else done(null, '127.0.0.1', 4);
    },
  },
});

/** `fetch` that finds academies too. */
export const loopbackFetch: typeof fetch = (address, init) =>
  send(
    address as string,
    { ...init, dispatcher: loopback } as Parameters<typeof send>[1],
  ) as unknown as Promise<Response>;
