/** Of the mailbox page: the colours are those of `packages/ui`. */
export const mailboxStyle = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fbf8f2, #14120f);
  --surface: light-dark(#ffffff, #1c1a16);
  --sunken: light-dark(#f3eee3, #26231e);
  --ink: light-dark(#1d1a15, #f5f0e7);
  --ink-soft: light-dark(#574f42, #c6beae);
  --line: light-dark(#e7e0d2, #37332b);
  --brand: light-dark(#0e5a47, #62d0aa);
  --on-brand: light-dark(#ffffff, #06251c);
  --danger: light-dark(#94190f, #ffb5aa);
  --focus: light-dark(#c2660a, #ffc46b);
}
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  padding: 1.25rem clamp(1rem, 4vw, 2.5rem) 4rem;
  max-width: 62rem;
  background: var(--paper);
  color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
}
h1 {
  margin: 0.5rem 0;
  font: 600 clamp(1.4rem, 1.1rem + 1.4vw, 2rem)/1.2 'Iowan Old Style', Palatino, 'P052', Georgia, serif;
  overflow-wrap: anywhere;
}
h2 { margin: 2rem 0 0.75rem; font-size: 1rem; }
p { margin: 0.25rem 0; }
.soft { color: var(--ink-soft); }
.top { display: flex; flex-wrap: wrap; gap: 1rem; justify-content: space-between; align-items: end; }
.actions { display: flex; flex-wrap: wrap; gap: 0.5rem; }
.search { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; margin: 1.25rem 0; }
.search input {
  flex: 1 1 12rem;
  min-width: 0;
  min-height: 2.75rem;
  padding: 0 0.75rem;
  border: 1px solid light-dark(#8d836f, #857d6e);
  border-radius: 0.625rem;
  background: var(--surface);
  color: inherit;
  font: inherit;
}
.search input::placeholder { color: var(--ink-soft); opacity: 1; }
.button {
  display: inline-flex;
  align-items: center;
  min-height: 2.75rem;
  padding: 0 1rem;
  border: 1px solid var(--brand);
  border-radius: 0.625rem;
  background: var(--brand);
  color: var(--on-brand);
  font: inherit;
  font-size: 0.95rem;
  font-weight: 600;
  text-decoration: none;
  cursor: pointer;
}
.button.quiet, .button.danger {
  border-color: light-dark(#8d836f, #857d6e);
  background: var(--surface);
  color: var(--ink);
}
.button.danger { color: var(--danger); }
.button:hover { text-decoration: underline; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.messages {
  margin: 0;
  padding: 0;
  list-style: none;
  overflow: hidden;
  border: 1px solid var(--line);
  border-radius: 1rem;
  background: var(--surface);
}
.messages li + li { border-top: 1px solid var(--line); }
.messages a {
  display: grid;
  grid-template-columns: minmax(8rem, 14rem) 1fr auto;
  gap: 0.1rem 1.25rem;
  padding: 0.9rem 1.1rem;
  color: inherit;
  text-decoration: none;
}
.messages a:hover { background: var(--sunken); }
.messages a:focus-visible { outline-offset: -3px; }
.who { font-weight: 600; }
.who, .snippet { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.what { overflow-wrap: anywhere; }
.when { white-space: nowrap; font-size: 0.9rem; grid-column: 3; grid-row: 1; }
.snippet { grid-column: 2 / -1; font-size: 0.9rem; }
.empty {
  padding: 4rem 1.5rem;
  border: 1px dashed light-dark(#8d836f, #857d6e);
  border-radius: 1rem;
  text-align: center;
}
.empty-title { font-size: 1.15rem; font-weight: 600; }
dl { display: grid; gap: 0.25rem; margin: 1rem 0 1.5rem; }
dl div { display: grid; grid-template-columns: 7rem 1fr; gap: 0.75rem; }
dt { color: var(--ink-soft); }
dd { margin: 0; overflow-wrap: anywhere; }
iframe {
  display: block;
  width: 100%;
  height: min(42rem, 80vh);
  border: 1px solid var(--line);
  border-radius: 1rem;
  background: var(--surface);
}
pre {
  margin: 0;
  padding: 1rem 1.1rem;
  overflow-x: auto;
  border: 1px solid var(--line);
  border-radius: 1rem;
  background: var(--surface);
  font: 0.92rem/1.6 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
}
@media (max-width: 40rem) {
  .messages a { grid-template-columns: 1fr auto; }
  .when { grid-column: 2; }
  .what, .snippet { grid-column: 1 / -1; }
  dl div { grid-template-columns: 1fr; gap: 0; margin-bottom: 0.35rem; }
}
`;
