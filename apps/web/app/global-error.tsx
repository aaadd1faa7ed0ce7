'use client';

/** Nothing can be relied on here, not even the messages: the layout itself failed. */
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <body style={{ fontFamily: 'system-ui, sans-serif', padding: '3rem', lineHeight: 1.6 }}>
        <title>Something went wrong</title>
        <h1>Something went wrong on our side</h1>
        <p>The server may be starting. Try again in a moment.</p>
        <button type="button" onClick={reset} style={{ font: 'inherit', padding: '0.7rem 1.2rem' }}>
          Try again
        </button>
      </body>
    </html>
  );
}
