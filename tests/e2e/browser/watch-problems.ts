import type { BrowserContext } from 'playwright-core';

/** The browser itself gave the request up, because the page was left or asked for something else. */
const givenUp = 'net::ERR_ABORTED';

/**
 * Everything that a developer would see in red: messages on the console, errors that nobody caught,
 * answers of 400 and more, requests without an answer, violations of the content security policy.
 */
export async function watchProblems(context: BrowserContext): Promise<string[]> {
  const problems: string[] = [];
  const note = (problem: string) => void problems.push(problem);
  context.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    note(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => note(`uncaught: ${error.error().stack ?? error.error()}`));
  context.on('response', (response) => {
    if (response.status() < 400) return;
    note(`${response.status()} ${response.request().method()} ${response.url()}`);
  });
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? 'no reason';
    if (reason !== givenUp) note(`${reason} ${request.method()} ${request.url()}`);
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { effectiveDirective, blockedURI, sourceFile, lineNumber } = event;
      console.error(`${effectiveDirective} forbids ${blockedURI} (${sourceFile}:${lineNumber})`);
    });
  });
  return problems;
}
