/** The colours and shapes of the product (packages/ui), without its build. */
export const pageStyle = `:root {
  color-scheme: light dark;
  --paper: light-dark(#fbf8f2, #14120f);
  --surface: light-dark(#ffffff, #1c1a16);
  --ink: light-dark(#1d1a15, #f5f0e7);
  --ink-soft: light-dark(#574f42, #c6beae);
  --line: light-dark(#8d836f, #857d6e);
  --brand: light-dark(#0e5a47, #62d0aa);
  --on-brand: light-dark(#ffffff, #06251c);
  --danger: light-dark(#94190f, #ffb5aa);
  --notice: light-dark(#fdf0d5, #3a2c10);
  --focus: light-dark(#c2660a, #ffc46b);
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
}
.banner {
  margin: 0;
  padding: 0.75rem 1rem;
  background: var(--notice);
  text-align: center;
}
main {
  margin: 0 auto;
  padding: 2rem 1rem 4rem;
  max-width: 30rem;
}
h1 {
  margin: 0 0 1.5rem;
  font: 600 2.25rem/1.2 'Iowan Old Style', Palatino, 'P052', Georgia, serif;
}
h2 { margin: 2.5rem 0 0.25rem; font-size: 1rem; }
p { margin: 0.5rem 0; overflow-wrap: anywhere; }
a { color: var(--brand); }
.soft { color: var(--ink-soft); }
.field { margin: 0 0 1rem; }
label { display: block; margin-bottom: 0.25rem; font-weight: 600; }
input {
  width: 100%;
  min-height: 2.75rem;
  padding: 0 0.75rem;
  border: 1px solid var(--line);
  border-radius: 0.625rem;
  background: var(--surface);
  color: inherit;
  font: inherit;
}
input::placeholder { color: var(--ink-soft); opacity: 1; }
input[aria-invalid] { border-color: var(--danger); }
.error, .problem { color: var(--danger); }
.problem, .done {
  margin: 0 0 1.25rem;
  padding: 0.75rem 1rem;
  border: 1px solid currentcolor;
  border-radius: 0.625rem;
  background: var(--surface);
  font-weight: 600;
}
.done { color: var(--brand); }
.button {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  min-height: 2.75rem;
  padding: 0 1.25rem;
  border: 1px solid var(--brand);
  border-radius: 0.625rem;
  background: var(--brand);
  color: var(--on-brand);
  font: inherit;
  font-weight: 600;
  text-decoration: none;
  cursor: pointer;
}
form > .button:not(.quiet) { width: 100%; }
.button.quiet { border-color: var(--line); background: var(--surface); color: var(--ink); }
.button:hover { text-decoration: underline; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
dl { margin: 0.75rem 0 0; }
dl div { padding: 0.5rem 0; border-top: 1px solid light-dark(#e7e0d2, #37332b); }
dd { margin: 0; color: var(--ink-soft); }
code { font: 0.95rem ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
`;
