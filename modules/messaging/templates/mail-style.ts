import { Html } from './html.ts';

/** Programs that know only styles in the head drop `light-dark()`: the dark ones are told apart. */
export const mailStyle = new Html(`
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { margin: 0; padding: 0; -webkit-text-size-adjust: 100%; }
table { border-collapse: collapse; border-spacing: 0; }
.paper { background-color: #fbf8f2; color: #1d1a15; }
.page { width: 100%; }
.margin { padding: 32px 16px; }
.column { border-collapse: separate; width: 100%; max-width: 560px; text-align: left; }
.preview { display: none; max-height: 0; overflow: hidden; mso-hide: all; }
.site {
  padding: 0 8px 16px;
  font: 600 16px/1.4 -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif;
  color: #0e5a47;
}
.card {
  padding: 32px;
  background-color: #ffffff;
  border: 1px solid #e7e0d2;
  border-radius: 16px;
  font: 16px/1.6 -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif;
}
h1 {
  margin: 0 0 16px;
  font: 600 26px/1.25 'Iowan Old Style', Palatino, 'Palatino Linotype', Georgia, serif;
  overflow-wrap: anywhere;
}
p { margin: 0 0 14px; overflow-wrap: anywhere; }
a { color: #0e5a47; }
.action { margin: 24px 0; }
.button {
  display: inline-block;
  padding: 14px 24px;
  font: 600 16px/1.2 -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif;
  text-decoration: none;
}
.bare { word-break: break-all; }
.note { font-size: 14px; line-height: 1.5; color: #574f42; }
blockquote {
  margin: 0 0 20px;
  padding: 4px 0 4px 16px;
  border-left: 3px solid #f0a030;
  overflow-wrap: anywhere;
}
.foot {
  padding: 20px 8px 0;
  font: 14px/1.5 -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif;
}
@media (max-width: 480px) {
  .margin { padding: 20px 12px; }
  .card { padding: 24px 20px; }
}
@media (prefers-color-scheme: dark) {
  .paper { background-color: #14120f !important; color: #f5f0e7 !important; }
  .card { background-color: #1c1a16 !important; border-color: #37332b !important; }
  .site, a:not(.button) { color: #84dfbe !important; }
  .note { color: #c6beae !important; }
}
`);
