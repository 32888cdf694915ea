/** On paper: the content alone, black on white, addresses of links only where they help. */
export const print = `
@page { size: A4; margin: 20mm 18mm; }
@media print {
  :root { color-scheme: light; }
  html { font-size: 11pt; }
  body { display: block; background: none; color: #000; }
  .top, .nav, .demo, .foot, .side, .skip, .breadcrumbs, .actions, .no-print, dialog { display: none !important; }
  .body { padding: 0; max-width: none; }
  .body .columns { display: block !important; }
  .body.narrow main { max-width: none; }
  .print-only { display: block; }
  .panel, .receipt, .notice, .table-frame { box-shadow: none; background: none; }
  .receipt { border-color: #000; break-inside: avoid; }
  .fact { break-inside: avoid; display: grid; grid-template-columns: 11rem 1fr; gap: 1rem; }
  .seal { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  a, a:visited { color: inherit; text-decoration: none; }
  h1, h2, h3 { break-after: avoid; }
  tr, li { break-inside: avoid; }
}
`;
