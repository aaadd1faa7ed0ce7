export interface WebSettings {
  /** Where the server listens for the pages, without a slash at the end. */
  readonly apiUrl: string;
}

const key = Symbol.for('edumaster.web.settings');

/** Put there by `server.mjs`, which is the only place that reads the environment. */
export function webSettings(): WebSettings {
  const settings = (globalThis as { [key]?: WebSettings })[key];
  if (!settings) throw new Error('the web application must be started by apps/web/server.mjs');
  return settings;
}
